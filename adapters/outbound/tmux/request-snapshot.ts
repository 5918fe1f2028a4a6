import * as E from 'fp-ts/lib/Either.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { CLIENT_FORMAT, readSnapshot, RUN_FORMAT, SESSION_FORMAT, type ReadSnapshot } from './formats.js'
import type { ControlConnection } from './control-connection.js'
import type { SessionIdentities } from './session-identities.js'
import { endStaleClients } from './stale-clients.js'

/** Snapshot with the raw replies that it was parsed from. */
interface RawReply extends ReadSnapshot {
  readonly reply: string
}

/** Last snapshot with its connection and time. */
export interface CachedSnapshot extends RawReply {
  readonly on: ControlConnection | null
  readonly at: number
}

/** Returns the same object when the output of tmux is unchanged, so that derived values can be reused. */
export async function requestSnapshot(
  connection: ControlConnection,
  identities: SessionIdentities,
  before: CachedSnapshot | null,
  onlyId?: string,
): Promise<E.Either<Unavailable, RawReply>> {
  const only = onlyId === undefined ? [] : ['-f', `#{==:#{session_id},${onlyId}}`]
  const response = await connection.send([
    { args: ['display-message', '-p', RUN_FORMAT] },
    { args: ['list-sessions', ...only, '-F', SESSION_FORMAT] },
    { args: ['list-clients', '-F', CLIENT_FORMAT] },
  ])
  if (E.isLeft(response)) return response
  const [run, sessions, clients] = response.right
  if (run === undefined || sessions === undefined || clients?.ok !== true) return E.left(UNREADABLE)
  const reply = [run, sessions, clients].flatMap(({ ok, lines }) => [ok, ...lines]).join('\n')
  const isSame = before?.on === connection && before.reply === reply
  const read = isSame
    ? before
    : readSnapshot(run.lines, sessions.lines, clients.lines, connection.clientPid, (on, all) =>
        identities.identify(on, all, onlyId === undefined),
      )
  if (read === null) return E.left(UNREADABLE)
  endStaleClients(read.hubClients)
  return E.right({ ...read, reply })
}

const UNREADABLE = unavailable('tmux', 'answered what we cannot read')
