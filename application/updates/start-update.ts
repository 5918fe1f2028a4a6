import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { parseSessionName, type SessionName } from '../../domain/sessions/session-name.js'
import { commandOf, HUB_ID, readableAfterwards, updateSession } from '../../domain/updates/catalogue.js'
import { notExecutable, updateGuarded, type NotExecutable, type UpdateGuarded } from '../../domain/updates/errors.js'
import type { Caller } from '../shared/audit-log.port.js'
import { unavailable, type Unavailable } from '../shared/errors.js'
import type { UpdatesPorts, UpdatesSteps } from './ports.js'

export type StartUpdateError = NotExecutable | UpdateGuarded | Unavailable
export interface StartedUpdate {
  readonly session: string
  /** It ran already, or its pane is still there to be read. */
  readonly existing: boolean
}
export type StartUpdate = (id: string, caller: Caller) => TE.TaskEither<StartUpdateError, StartedUpdate>

interface Plan {
  readonly command: string
  readonly directory: string
}

/**
 * Runs one update in its own session, which survives a restart of the hub. The session has no token and no record, so
 * it is never revived. Its pane stays when the command has ended.
 */
export function makeStartUpdate(
  deps: Pick<UpdatesPorts, 'agents' | 'hub' | 'host' | 'secrets' | 'audit' | 'prefix' | 'defaultDirectory'> &
    Pick<UpdatesSteps, 'versions' | 'lastSize'>,
): StartUpdate {
  const { agents, hub, versions, host, secrets, lastSize, audit, prefix, defaultDirectory } = deps

  const planOf = (id: string): TE.TaskEither<NotExecutable | UpdateGuarded, Plan> => {
    if (id === HUB_ID) return guardedHub
    const command = commandOf(agents, id)
    return command === null ? TE.left(notExecutable(id)) : TE.right({ command, directory: defaultDirectory })
  }

  const guardedHub: TE.TaskEither<UpdateGuarded, Plan> = async () => {
    if (!versions.read().isNewer) return E.left(updateGuarded('up-to-date'))
    const guard = await hub.guard()
    return guard.ok ? E.right({ command: hub.command, directory: hub.directory }) : E.left(updateGuarded(guard.reason))
  }

  const start = (name: SessionName, { command, directory }: Plan): TE.TaskEither<Unavailable, StartedUpdate> =>
    pipe(
      host.start({
        id: sessionId(secrets.newId()),
        name,
        directory,
        command: readableAfterwards(command),
        environment: {},
        size: lastSize.read(),
        mouse: true,
        hidesStatus: true,
        asHub: true,
      }),
      TE.map(() => ({ session: name, existing: false })),
      TE.orElse((error): TE.TaskEither<Unavailable, StartedUpdate> => {
        if (error._tag === 'SessionExists') return TE.right({ session: name, existing: true })
        return TE.left(error._tag === 'Unavailable' ? error : unavailable('update', 'the session ended at once'))
      }),
    )

  return (id, caller) =>
    pipe(
      TE.Do,
      TE.bindW('plan', () => planOf(id)),
      TE.bindW('name', () =>
        pipe(
          TE.fromEither(parseSessionName(prefix + updateSession(id))),
          TE.mapLeft(() => notExecutable(id)),
        ),
      ),
      TE.bindW('alive', () => host.list),
      TE.flatMap(({ plan, name, alive }): TE.TaskEither<Unavailable, StartedUpdate> => {
        if (alive.some((session) => session.name === name)) return TE.right({ session: name, existing: true })
        return pipe(
          audit.record({ event: 'update.start', fields: { id, session: name } }, caller),
          TE.flatMap(() => start(name, plan)),
        )
      }),
    )
}
