import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { sessionNotFound, type SessionNotFound } from '../../domain/sessions/errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import { forget, markStopped } from '../../domain/sessions/session-record.js'
import { THE_HUB, type Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { SessionsSteps, SessionsPorts } from './ports.js'
import type { SessionHost } from './session-host.port.js'
import type { SessionTokens, TokenHolder } from './session-tokens.port.js'

/** The same tokens, with an audit line for each that is made or revoked. A line that cannot be written is logged. */
export function makeAuditedTokens(deps: Pick<SessionsSteps, 'tokens' | 'directory' | 'audit' | 'log'>): SessionTokens {
  const { tokens, directory, audit, log } = deps
  const note = (event: string, session: string): TE.TaskEither<never, void> =>
    pipe(
      audit.record({ event, fields: { kind: 'session', session } }, THE_HUB),
      TE.orElse(({ detail }): TE.TaskEither<never, void> => {
        log.error('a token could not be audited', { event, session, detail })
        return TE.right(undefined)
      }),
    )
  const noteRevoked = TE.traverseSeqArray(({ id }: TokenHolder) => note('token.revoke', directory.nameOf(id)))

  return {
    ...tokens,
    issue: (id, startedAs) =>
      pipe(
        tokens.issue(id, startedAs),
        TE.tap(() => note('token.create', startedAs)),
      ),
    revoke: (id) => pipe(tokens.revoke(id), TE.tap(noteRevoked)),
    keepOnly: (ids) => pipe(tokens.keepOnly(ids), TE.tap(noteRevoked)),
  }
}

/** Failure of a kill. */
export type EndSessionError = SessionNotFound | Unavailable
/** `keep` leaves the entry, dormant, so that a person can bring the session back. */
export type EndSession = (
  name: SessionName,
  options: { readonly keep: boolean },
  caller: Caller,
) => TE.TaskEither<EndSessionError, void>

/**
 * Ends a live session, or drops a dormant entry. Answers once that is on disk, so that no restart revives it; a host
 * that fails to end it leaves everything as it was.
 */
export function makeEndSession(
  deps: Pick<SessionsSteps, 'host' | 'tokens' | 'updateSessionRecords' | 'audit' | 'withSession'>,
): EndSession {
  const { host, tokens, updateSessionRecords, audit, withSession } = deps
  return (name, { keep }, caller) =>
    withSession(name, ({ id, live }): TE.TaskEither<EndSessionError, void> => {
      if (id === null) return TE.left(sessionNotFound(name))
      return pipe(
        live === null ? TE.right(undefined) : endLive(host, name),
        TE.flatMap(() =>
          updateSessionRecords((records) => E.right(keep ? markStopped(records, id) : forget(records, id))),
        ),
        TE.flatMap(() => tokens.revoke(id)),
        TE.flatMap(() => audit.record({ event: 'session.delete', fields: { session: name } }, caller)),
      )
    })
}

/** One that ended by itself in the meantime is ended as well. */
const endLive = (host: SessionHost, name: SessionName): TE.TaskEither<Unavailable, void> =>
  pipe(
    host.end(name),
    TE.orElse((error) => (error._tag === 'SessionNotFound' ? TE.right(undefined) : TE.left(error))),
  )

/** A look reads the process table. */
const LOOK_EVERY_MS = 60_000

/** Ends servers whose session has ended and that no terminal uses at two looks in a row: one may start to use them meanwhile. */
export function makeEndIdleServers(deps: Pick<SessionsPorts, 'agentServers' | 'host' | 'clock' | 'log'>): Job {
  const { agentServers, host, clock, log } = deps
  let seen: ReadonlySet<string> = new Set()

  async function look(): Promise<void> {
    const idle = await agentServers.idle()
    const live = idle.length === 0 ? E.right([]) : await host.list()
    if (E.isLeft(live)) return
    const running = new Set(live.right.map(({ id }) => id))
    const left = idle.filter(({ session }) => !running.has(session))
    for (const server of left.filter(({ key }) => seen.has(key))) {
      log.info('a server that an ended session has left is ended', { ...server })
      await agentServers.end(server)()
    }
    seen = new Set(left.map(({ key }) => key))
  }

  return pollingJob('end of idle servers', clock, LOOK_EVERY_MS, look)
}
