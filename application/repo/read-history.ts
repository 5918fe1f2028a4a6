import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  parseCommitId,
  type LoggedCommits,
  type LogPage,
  type CommitChanges,
  type CommitId,
} from '../../domain/repo/commit.js'
import {
  commitNotFound,
  type CommitNotFound,
  type InvalidCommitId,
  type NotComparable,
} from '../../domain/repo/errors.js'
import {
  NO_BRANCHES,
  baseBranch,
  baseRef,
  localRef,
  type Branches,
  type BranchDiff,
  type BranchName,
} from '../../domain/repo/refs.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { LocateSessionError } from '../sessions/find-session.js'
import type { Unavailable } from '../shared/errors.js'
import type { RepoSteps, RepoPorts } from './ports.js'
import type { OnlyPaths } from './repo-history.port.js'

export type ReadBranchesError = LocateSessionError
export type ReadBranches = (name: SessionName) => TE.TaskEither<ReadBranchesError, Branches>

/** The branches of a session's repository; none where there is no repository. */
export function makeReadBranches({ locate, history }: Pick<RepoSteps, 'locate' | 'history'>): ReadBranches {
  return (name) =>
    pipe(
      locate(name),
      TE.flatMap((directory) =>
        pipe(
          history.branches(directory),
          TE.orElse((error) => (error._tag === 'NotARepository' ? TE.right(NO_BRANCHES) : TE.left(error))),
        ),
      ),
    )
}

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

export type ReadBranchDiffError = NotComparable | Unavailable
export type ReadBranchDiff = (
  directory: Directory,
  branch: BranchName,
  only: OnlyPaths,
) => TE.TaskEither<ReadBranchDiffError, BranchDiff | null>

/** Changes of a local branch since it left the branch that it will be merged into; `null` outside a repository. */
export function makeReadBranchDiff({ history }: Pick<RepoPorts, 'history'>): ReadBranchDiff {
  return (directory, branch, only) =>
    pipe(
      TE.Do,
      TE.bindW('branches', () => history.branches(directory)),
      TE.let('base', ({ branches }) => baseBranch(branches)),
      TE.bindW('compared', ({ branches, base }) =>
        history.compare(directory, { base: baseRef(base, branches), head: localRef(branch) }, only),
      ),
      TE.map(({ base, compared }): BranchDiff | null => ({ base, branch, ...compared })),
      TE.orElse((error) => (error._tag === 'NotARepository' ? TE.right(null) : TE.left(error))),
    )
}
