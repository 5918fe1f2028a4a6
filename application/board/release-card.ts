import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { Card } from '../../domain/board/card.js'
import { NO_CLEANUP, rescueRef, type Cleanup } from '../../domain/board/finish.js'
import { isBranchName } from '../../domain/board/names.js'
import { checkoutOf, worktreeAt, worktreeRoot, type Repository } from '../../domain/board/repository.js'
import type { ProjectNotFound } from '../../domain/projects/errors.js'
import type { BoardCaller } from './board-caller.js'
import type { GitFault } from './git-repository.port.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { BoardSteps } from './ports.js'

/**
 * Ends a card's session and gives its worktree and branch back, as far as nothing is lost by it: what is not committed
 * keeps the worktree, what is not in the base keeps the branch, and what is deleted is under a rescue ref first. Best
 * effort; answers with what became of each.
 */
export type ReleaseCard = (card: Card, caller: BoardCaller, rescued?: Rescued) => T.Task<Cleanup>

/** Refs that merged commits are under already, by commit. */
export type Rescued = Readonly<Record<string, string>>

const keptFor = (branchReason: Exclude<Cleanup['branchReason'], null>) => ({ branchKept: true, branchReason })

type Part<A> = Promise<E.Either<GitFault, A>>

export function makeReleaseCard(
  deps: Pick<BoardSteps, 'findProject' | 'worktrees' | 'merger' | 'endCardSession' | 'clock' | 'log'>,
): ReleaseCard {
  const { findProject, worktrees, merger, endCardSession, clock, log } = deps

  /** Commits that only the head of the worktree has would be lost with it. Returns the rescue refs. */
  async function rescueHead(
    directory: Directory,
    repository: Repository,
    card: Card,
    path: Directory,
  ): Part<ReadonlyArray<string>> {
    const head = worktreeAt(repository, path)?.head ?? null
    if (head === null || [...repository.branches.values()].includes(head)) return E.right([])
    const ref = rescueRef(card.id, clock.now(), 'head')
    const created = await merger.createRefs(directory, { [ref]: head })()
    return E.isLeft(created) ? created : E.right([ref])
  }

  async function releaseWorktree(directory: Directory, repository: Repository, card: Card): Part<Partial<Cleanup>> {
    const path = card.worktreePath
    if (path === null) return E.right({})
    const rescue = await rescueHead(directory, repository, card, path)
    if (E.isLeft(rescue)) return rescue
    const end = await worktrees.remove(directory, { path, within: worktreeRoot(directory) })()
    if (E.isLeft(end)) return end
    return E.right({
      worktreeRemoved: end.right === 'removed',
      worktreeKept: end.right === 'kept',
      rescue: rescue.right,
    })
  }

  async function releaseBranch(
    directory: Directory,
    { base, branches }: Repository,
    { id, branch }: Card,
    rescued: Rescued,
  ): Part<Partial<Cleanup>> {
    if (branch === null || branch === base || !isBranchName(branch)) return E.right({})
    const [tip, baseTip] = [branches.get(branch), branches.get(base)]
    if (tip === undefined) return E.right({})
    if (baseTip === undefined) return E.right(keptFor('unknown'))
    const existing = rescued[tip]
    const ref = existing ?? rescueRef(id, clock.now(), 'branch')
    if (existing === undefined) {
      const isMerged = await merger.contains(directory, { commit: baseTip, ancestor: tip })()
      if (E.isLeft(isMerged)) return isMerged
      if (!isMerged.right) return E.right(keptFor('unmerged'))
      const created = await merger.createRefs(directory, { [ref]: tip })()
      if (E.isLeft(created)) return created
    }
    const end = await merger.deleteBranch(directory, branch, tip)()
    if (E.isLeft(end)) return end
    const rescue = [ref]
    if (end.right !== 'kept') return E.right({ branchDeleted: end.right === 'deleted', rescue })
    const repository = await worktrees.inspect(directory)()
    if (E.isLeft(repository)) return repository
    const checkedOutIn = checkoutOf(repository.right, branch)?.path ?? null
    return E.right({ ...keptFor(checkedOutIn === null ? 'unknown' : 'checked-out'), checkedOutIn, rescue })
  }

  const logKept = ({ id }: Card, { _tag: reason }: GitFault | ProjectNotFound): void =>
    log.warn('worktree or branch of a card were left as they are', { card: id, reason })

  async function releaseAll(
    card: Card,
    rescued: Rescued,
  ): Promise<E.Either<GitFault | ProjectNotFound, Partial<Cleanup>>> {
    const project = await findProject(card.projectId)()
    if (E.isLeft(project)) return project
    const { path } = project.right
    const repository = await worktrees.inspect(path)()
    if (E.isLeft(repository)) return repository
    const worktree = await releaseWorktree(path, repository.right, card)
    if (E.isLeft(worktree)) return worktree
    const branch = await releaseBranch(path, repository.right, card, rescued)
    if (E.isLeft(branch)) {
      logKept(card, branch.left)
      return E.right({ ...worktree.right, ...keptFor('unknown') })
    }
    const rescue = [...(worktree.right.rescue ?? []), ...(branch.right.rescue ?? [])]
    return E.right({ ...worktree.right, ...branch.right, rescue })
  }

  return (card, caller, rescued = {}) =>
    async () => {
      const sessionKilled = await endCardSession(card, caller)()
      if (card.worktreePath === null && card.branch === null) return { ...NO_CLEANUP, sessionKilled }
      const released = await releaseAll(card, rescued)
      if (E.isRight(released)) return { ...NO_CLEANUP, ...released.right, sessionKilled }
      logKept(card, released.left)
      const branch = card.branch === null ? {} : keptFor('unknown')
      return { ...NO_CLEANUP, worktreeKept: card.worktreePath !== null, ...branch, sessionKilled }
    }
}
