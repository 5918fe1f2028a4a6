import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { LoggedCommits, LogPage } from '../../domain/repo/commit.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { LocateSessionError } from '../sessions/locate-session.js'
import type { RepoSteps } from './ports.js'

export type ReadLogError = LocateSessionError
export type ReadLog = (name: SessionName, page: LogPage) => TE.TaskEither<ReadLogError, LoggedCommits>

/** A page of the history that a session's head is the end of; empty where there is no repository. */
export function makeReadLog({ locate, history }: Pick<RepoSteps, 'locate' | 'history'>): ReadLog {
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
