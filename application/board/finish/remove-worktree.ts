import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Card, CardId } from '../../../domain/board/card.js'
import { existingCard, withoutWorktree } from '../../../domain/board/changes.js'
import type { CardNotFound, FinishFailed } from '../../../domain/board/errors.js'
import { lastFinishOf, type Cleanup } from '../../../domain/board/finish.js'
import { checkoutOf, worktreeAt } from '../../../domain/board/repository.js'
import { parentOf } from '../../../domain/files/path-change.js'
import type { ProjectNotFound } from '../../../domain/projects/errors.js'
import type { Project } from '../../../domain/projects/project.js'
import { gitRefused, type GitRefused, type NotARepository } from '../../../domain/repo/errors.js'
import type { Directory } from '../../../domain/shared/brand.js'
import type { Unavailable } from '../../shared/errors.js'
import type { BoardCaller } from '../board-caller.js'
import { cardKey } from '../brainstorm-card.js'
import { baseKey } from './finish-card.js'
import { finishFault } from './git-faults.js'
import type { FinishPorts, FinishSteps } from './ports.js'

/** `GitRefused` has the reason for which the worktree stays. */
export type RemoveWorktreeError = CardNotFound | ProjectNotFound | FinishFailed | GitRefused | Unavailable

/**
 * Removes the worktree that has the branch of a done card checked out, wherever it is, and then the branch as a finish does. A
 * worktree with uncommitted content or a session, and the main one, stay.
 */
export type RemoveWorktree = (id: CardId, caller: BoardCaller) => TE.TaskEither<RemoveWorktreeError, Cleanup>

type Answer<A> = Promise<E.Either<RemoveWorktreeError | NotARepository, A>>

export function makeRemoveWorktree(
  deps: Pick<FinishPorts, 'cards' | 'journal' | 'worktrees' | 'host' | 'findProject' | 'releaseCard' | 'writeBoard'> &
    Pick<FinishPorts, 'withLock' | 'audit' | 'clock'> &
    Pick<FinishSteps, 'noteFinish'>,
): RemoveWorktree {
  const { cards, journal, worktrees, host, findProject, releaseCard, writeBoard, noteFinish, withLock, audit, clock } =
    deps

  async function sessionIn(path: Directory): Answer<string | undefined> {
    const live = await host.list()
    if (E.isLeft(live)) return live
    const isIn = (folder: string | null): boolean => folder === path || folder?.startsWith(`${path}/`) === true
    return E.right(live.right.find((session) => isIn(session.path) || isIn(session.startDirectory))?.name)
  }

  async function remove(card: Card, { path: directory }: Project, caller: BoardCaller): Answer<Cleanup> {
    const records = await journal.read()
    if (E.isLeft(records)) return records
    const finish = lastFinishOf(records.right, card.id)
    const branch = finish?.branch ?? card.branch
    const repository = await worktrees.inspect(directory)()
    if (E.isLeft(repository)) return repository
    const worktree = branch === null ? undefined : checkoutOf(repository.right, branch)
    if (card.stage !== 'done' || worktree === undefined)
      return E.left(gitRefused('no worktree has the branch of a done card'))
    const { path, isMain } = worktree
    if (isMain || path === repository.right.root)
      return E.left(gitRefused(`${path} is the checkout of the project: check out another branch there`))
    const user = await sessionIn(path)
    if (E.isLeft(user)) return user
    if (user.right !== undefined) return E.left(gitRefused(`the session ${user.right} runs in ${path}`))
    const removed = await worktrees.remove(directory, { path, within: parentOf(path) })()
    if (E.isLeft(removed)) return removed
    if (removed.right === 'kept')
      return E.left(gitRefused(`${path} has uncommitted changes, an operation in progress or a lock`))
    const isOwn = card.worktreePath !== null && worktreeAt(repository.right, card.worktreePath)?.path === path
    if (isOwn) {
      const written = await writeBoard((board) => E.right(withoutWorktree(board, card.id, clock.now())), caller)()
      if (E.isLeft(written)) return written
    }
    const released = await releaseCard({ ...card, branch, worktreePath: isOwn ? null : card.worktreePath }, caller)()
    const cleanup = { ...released, worktreeRemoved: true }
    const noted = finish?.stage === 'done' ? await noteFinish({ ...finish, cleanup })() : E.right(undefined)
    if (E.isLeft(noted)) return noted
    const fields = { card: card.id, worktree: path }
    const audited = await audit.record({ event: 'card.done-cleanup', fields }, caller)()
    return E.isLeft(audited) ? audited : E.right(cleanup)
  }

  return (id, caller) => async () => {
    const board = await cards.read()
    if (E.isLeft(board)) return board
    const card = existingCard(board.right, id)
    if (E.isLeft(card)) return card
    const project = await findProject(card.right.projectId)()
    if (E.isLeft(project)) return project
    return withLock([baseKey(project.right.path), cardKey(id)], async () => {
      const removed = await remove(card.right, project.right, caller)
      return E.isLeft(removed) ? E.left(finishFault<RemoveWorktreeError>(removed.left)) : removed
    })()
  }
}
