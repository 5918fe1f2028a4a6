import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { successions } from '../../domain/sessions/adoption.js'
import type { Session } from '../../domain/sessions/session.js'
import type { Unavailable } from '../shared/errors.js'
import type { SessionsSteps } from './ports.js'

/** Live sessions, after those that continue a record got its id. Notes their names. */
export type ReadLiveSessions = TE.TaskEither<Unavailable, ReadonlyArray<Session>>

export function makeReadLiveSessions(
  deps: Pick<SessionsSteps, 'host' | 'record' | 'directory' | 'endFormerRun'>,
): ReadLiveSessions {
  const { host, record, directory, endFormerRun } = deps
  /** A session that ended meanwhile needs no id. */
  const identify = (name: string, id: Session['id']): TE.TaskEither<Unavailable, void> =>
    pipe(
      host.identify(name, id),
      TE.orElse((error) => (error._tag === 'SessionNotFound' ? TE.right(undefined) : TE.left(error))),
    )

  return pipe(
    TE.Do,
    TE.bind('live', () => host.list),
    TE.bind('records', () => record.read),
    TE.flatMap(({ live, records }) => {
      const found = successions(live, records)
      return found.length === 0
        ? TE.right(live)
        : pipe(
            found,
            TE.traverseSeqArray(({ name, id }) =>
              pipe(
                endFormerRun(id),
                TE.flatMap(() => identify(name, id)),
              ),
            ),
            TE.flatMap(() => host.list),
          )
    }),
    TE.tapIO((live) => () => {
      for (const session of live) directory.note(session)
    }),
  )
}
