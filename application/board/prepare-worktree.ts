import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Card, WorktreePlan } from '../../domain/board/card.js'
import { isolationUnavailable, type IsolationUnavailable } from '../../domain/board/errors.js'
import { ideaBranch, isBranchName } from '../../domain/board/names.js'
import { worktreeRoot, type Repository } from '../../domain/board/repository.js'
import type { Project } from '../../domain/projects/project.js'
import type { Unavailable } from '../shared/errors.js'
import type { BranchName } from '../../domain/repo/refs.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { BoardPorts } from './ports.js'

/** Worktree and branch for an agent. */
export interface Isolation {
  readonly path: Directory
  readonly branch: BranchName
  /** `null` for a worktree that is there already, with all that is in it. */
  readonly plan: WorktreePlan | null
}

export type PrepareWorktree = (
  project: Project,
  card: Card,
  slug: string,
) => TE.TaskEither<IsolationUnavailable | Unavailable, Isolation>

/** Chooses the worktree and the branch of an agent. A base that only `origin` has is enough. */
export function makePrepareWorktree({ worktrees }: Pick<BoardPorts, 'worktrees'>): PrepareWorktree {
  return (project, card, slug) =>
    pipe(
      worktrees.inspect(project.path),
      TE.mapLeft((error) => (error._tag === 'NotARepository' ? isolationUnavailable('not-a-repository') : error)),
      TE.flatMap((repository): TE.TaskEither<IsolationUnavailable | Unavailable, Isolation> => {
        const { base, branches, remoteBranches } = repository
        const from = branches.get(base) ?? remoteBranches.get(base)
        if (from === undefined) return TE.left(isolationUnavailable('no-base'))
        const path = ownPath(project, card) ?? `${worktreeRoot(project.path)}/${slug}`
        const branch = ownBranch(repository, card) ?? ideaBranch(slug)
        return pipe(
          worktrees.state(path),
          TE.map((state) => ({
            path,
            branch: state?.branch ?? branch,
            plan:
              state === null
                ? { repository: project.path, path, branch, from, branchWasThere: branches.has(branch) }
                : null,
          })),
        )
      }),
    )
}

/**
 * The card's recorded worktree, if its path is valid. Earlier versions used other names; their worktrees stay in use.
 */
const ownPath = ({ path }: Project, { worktreePath }: Card): Directory | null =>
  worktreePath !== null && worktreePath.startsWith(`${worktreeRoot(path)}/`) && !worktreePath.includes('/../')
    ? worktreePath
    : null

const ownBranch = ({ base, branches }: Repository, { branch }: Card): BranchName | null =>
  branch !== null && branch !== base && isBranchName(branch) && branches.has(branch) ? branch : null
