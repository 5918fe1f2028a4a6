import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { LoggedCommits, LogPage } from '../../domain/repo/commit.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { LocateSession, LocateSessionError } from '../sessions/locate-session.js'
import type { RepoHistory } from './repo-history.port.js'

export type ReadLogError = LocateSessionError
export type ReadLog = (name: SessionName, page: LogPage) => TE.TaskEither<ReadLogError, LoggedCommits>
export interface ReadLogDeps {
  readonly locate: LocateSession
  readonly history: RepoHistory
}

/** A page of the history that a session's head is the end of; empty where there is no repository. */
export function makeReadLog({ locate, history }: ReadLogDeps): ReadLog {
  return (name, page) =>
    pipe(
      locate(name),
      TE.flatMap((directory) =>
        pipe(
          history.log(directory, page),
          TE.orElse((error) =>
            error._tag === 'NotARepository' ? TE.right({ commits: [], hasMore: false }) : TE.left(error),
          ),
        ),
      ),
    )
}
