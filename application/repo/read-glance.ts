import * as A from 'fp-ts/lib/Apply.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { relativeDate, type CommitHeader } from '../../domain/repo/commit.js'
import type { NotARepository } from '../../domain/repo/errors.js'
import { summaryOf, type RepoSummary } from '../../domain/repo/work-tree.js'
import type { FindRootError } from '../files/locate-file.js'
import { makeCoalesce } from '../shared/coalesce.js'
import type { Unavailable } from '../shared/errors.js'
import type { RepoSteps } from './ports.js'

/** A repository beside a project's name. */
export interface RepoGlance {
  readonly summary: RepoSummary
  /** The last ones, newest first. */
  readonly commits: ReadonlyArray<GlancedCommit>
}

export interface GlancedCommit extends CommitHeader {
  /** Age as git words it: `3 days ago`. */
  readonly age: string
}

export type ReadGlanceError = FindRootError
/** `id` is that of a project, or `session:<name>`. */
export type ReadGlance = (id: string) => TE.TaskEither<ReadGlanceError, RepoGlance | null>

const COMMITS = 5

/** State and last commits of the repository of a project or session; `null` where there is none. */
export function makeReadGlance(deps: Pick<RepoSteps, 'findRoot' | 'history' | 'clock'>): ReadGlance {
  const { findRoot, history, clock } = deps
  // Every client that shows the project asks at once when something changes.
  const coalesce = makeCoalesce<NotARepository | Unavailable, RepoGlance>()

  const glance = (directory: string): TE.TaskEither<NotARepository | Unavailable, RepoGlance> =>
    pipe(
      A.sequenceS(TE.ApplyPar)({
        status: history.status(directory),
        log: history.log(directory, { limit: COMMITS, skip: 0, before: null }),
      }),
      TE.map(({ status, log }) => ({
        summary: summaryOf(status),
        commits: log.commits.map((commit) => ({
          ...commit,
          age: relativeDate(Date.parse(commit.isoDate), clock.now()),
        })),
      })),
    )

  return (id) =>
    pipe(
      findRoot(id),
      TE.flatMap((directory) =>
        pipe(
          coalesce(directory, glance(directory)),
          TE.map((found): RepoGlance | null => found),
          TE.orElse((error) => (error._tag === 'NotARepository' ? TE.right(null) : TE.left(error))),
        ),
      ),
    )
}
