import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Card } from '../../domain/board/card.js'
import { NO_CLEANUP, rescueRef, type Cleanup } from '../../domain/board/finish.js'
import { isBranchName } from '../../domain/board/names.js'
import { worktreeAt, worktreeRoot, type Repository } from '../../domain/board/repository.js'
import type { FindProject } from '../projects/find-project.js'
import type { Clock } from '../shared/clock.port.js'
import type { Log } from '../shared/log.port.js'
import type { BoardCaller } from './board-caller.js'
import type { GitRepository, GitFault } from './git-repository.port.js'
import type { EndCardSession } from './end-card-session.js'
import type { Worktrees } from './worktrees.port.js'
import type { Directory } from '../../domain/shared/brand.js'

/**
 * Ends a card's session and gives its worktree and branch back, as far as nothing is lost by it: what is not committed
 * keeps the worktree, what is not in the base keeps the branch, and what is deleted is under a rescue ref first. Best
 * effort; answers with what became of each.
 */
export type ReleaseCard = (card: Card, caller: BoardCaller, rescued?: Rescued) => T.Task<Cleanup>

/** Refs that merged commits are under already, by commit. */
export type Rescued = Readonly<Record<string, string>>
export interface ReleaseCardDeps {
  readonly findProject: FindProject
  readonly worktrees: Worktrees
  readonly merger: GitRepository
  readonly endCardSession: EndCardSession
  readonly clock: Clock
  readonly log: Log
}

type Part<A> = TE.TaskEither<GitFault, A>

export function makeReleaseCard(deps: ReleaseCardDeps): ReleaseCard {
  const { findProject, worktrees, merger, endCardSession, clock, log } = deps

  /** Commits that only the head of the worktree has would be lost with it. */
  const rescueHead = (
    directory: Directory,
    repository: Repository,
    card: Card,
    path: string,
  ): Part<ReadonlyArray<string>> => {
    const head = worktreeAt(repository, path)?.head ?? null
    if (head === null || [...repository.branches.values()].includes(head)) return TE.right([])
    const ref = rescueRef(card.id, clock.now(), 'head')
    return pipe(
      merger.createRefs(directory, { [ref]: head }),
      TE.map(() => [ref]),
    )
  }

  const releaseWorktree = (directory: Directory, repository: Repository, card: Card): Part<Partial<Cleanup>> => {
    const path = card.worktreePath
    if (path === null) return TE.right({})
    return pipe(
      rescueHead(directory, repository, card, path),
      TE.flatMap((rescue) =>
        pipe(
          worktrees.remove(directory, { path, within: worktreeRoot(directory) }),
          TE.map((end) => ({ worktreeRemoved: end === 'removed', worktreeKept: end === 'kept', rescue })),
        ),
      ),
    )
  }

  const releaseBranch = (
    directory: Directory,
    { base, branches }: Repository,
    card: Card,
    rescued: Rescued,
  ): Part<Partial<Cleanup>> => {
    const { branch } = card
    const [tip, baseTip] = [branches.get(branch ?? ''), branches.get(base)]
    if (branch === null || tip === undefined || branch === base || !isBranchName(branch)) return TE.right({})
    const kept: Part<Partial<Cleanup>> = TE.right({ branchKept: true })
    if (baseTip === undefined) return kept
    const ref = rescued[tip] ?? rescueRef(card.id, clock.now(), 'branch')
    return pipe(
      rescued[tip] === undefined ? merger.contains(directory, { commit: baseTip, ancestor: tip }) : TE.right(true),
      TE.flatMap((isMerged) => {
        if (!isMerged) return kept
        return pipe(
          rescued[tip] === undefined ? merger.createRefs(directory, { [ref]: tip }) : TE.right(undefined),
          TE.flatMap(() => merger.deleteBranch(directory, branch, tip)),
          TE.map((end) => ({ branchDeleted: end === 'deleted', branchKept: end === 'kept', rescue: [ref] })),
        )
      }),
    )
  }

  const releaseAll = (card: Card, rescued: Rescued): T.Task<Partial<Cleanup>> =>
    card.worktreePath === null && card.branch === null
      ? T.of({})
      : pipe(
          TE.Do,
          TE.bindW('project', () => findProject(card.projectId)),
          TE.bindW('repository', ({ project }) => worktrees.inspect(project.path)),
          TE.bindW('first', ({ project, repository }) => releaseWorktree(project.path, repository, card)),
          TE.bindW('second', ({ project, repository }) => releaseBranch(project.path, repository, card, rescued)),
          TE.map(({ first, second }): Partial<Cleanup> => ({
            ...first,
            ...second,
            rescue: [...(first.rescue ?? []), ...(second.rescue ?? [])],
          })),
          TE.getOrElse((error) => {
            log.warn('worktree and branch of a card were left as they are', { card: card.id, reason: error._tag })
            return T.of<Partial<Cleanup>>({
              worktreeKept: card.worktreePath !== null,
              branchKept: card.branch !== null,
            })
          }),
        )

  return (card, caller, rescued = {}) =>
    pipe(
      endCardSession(card, caller),
      T.flatMap((sessionKilled) =>
        pipe(
          releaseAll(card, rescued),
          T.map((released) => ({ ...NO_CLEANUP, ...released, sessionKilled })),
        ),
      ),
    )
}
