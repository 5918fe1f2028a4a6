import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { parseCommitId, type CommitChanges, type CommitId } from '../../domain/repo/commit.js'
import { commitNotFound, type CommitNotFound, type InvalidCommitId } from '../../domain/repo/errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { LocateSessionError } from '../sessions/locate-session.js'
import type { OnlyPaths } from './repo-history.port.js'
import type { RepoSteps } from './ports.js'

export type ReadCommitError = InvalidCommitId | CommitNotFound | LocateSessionError
export type ReadCommit = (
  name: SessionName,
  rawId: string,
  only: OnlyPaths,
  context?: number,
) => TE.TaskEither<ReadCommitError, CommitChanges>

/** A commit of a session's repository with what it changed. */
export function makeReadCommit({ locate, history }: Pick<RepoSteps, 'locate' | 'history'>): ReadCommit {
  return (name, rawId, only, context) =>
    pipe(
      TE.Do,
      TE.bindW('id', () => TE.fromEither<InvalidCommitId, CommitId>(parseCommitId(rawId))),
      TE.bindW('directory', () => locate(name)),
      TE.flatMap(({ id, directory }) =>
        pipe(
          history.commit(directory, id, only, context),
          TE.mapLeft((error): ReadCommitError => (error._tag === 'NotARepository' ? commitNotFound(id) : error)),
        ),
      ),
    )
}
