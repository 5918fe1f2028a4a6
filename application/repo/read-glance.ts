import * as A from 'fp-ts/lib/Apply.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { CommitHeader } from '../../domain/repo/commit.js'
import { summaryOf, type RepoSummary } from '../../domain/repo/work-tree.js'
import type { Unavailable } from '../shared/errors.js'
import type { RepoHistory } from './repo-history.port.js'

/** A repository beside a project's name. */
export interface RepoGlance {
  readonly summary: RepoSummary
  /** The last ones, newest first. */
  readonly commits: ReadonlyArray<CommitHeader>
}

export type ReadGlance = (directory: string) => TE.TaskEither<Unavailable, RepoGlance | null>
export interface ReadGlanceDeps {
  readonly history: RepoHistory
}

const COMMITS = 5

/** Where a folder's repository stands, and its last commits; `null` where there is none. */
export function makeReadGlance({ history }: ReadGlanceDeps): ReadGlance {
  return (directory) =>
    pipe(
      A.sequenceS(TE.ApplyPar)({
        status: history.status(directory),
        log: history.log(directory, { limit: COMMITS, skip: 0, before: null }),
      }),
      TE.map(({ status, log }): RepoGlance | null => ({ summary: summaryOf(status), commits: log.commits })),
      TE.orElse((error) => (error._tag === 'NotARepository' ? TE.right(null) : TE.left(error))),
    )
}
