import { keptBranchText } from '../finish/finish-words.js'
import type { Cleanup, HubCard, Kept } from '../cards.js'
import { homely } from '../../app/folders.js'
import { home } from '../../app/sessions.js'
import { messages } from '../../app/texts/messages.js'

/** Text that lists what was cleaned up after a card and what was not. */
export function cleanupText(title: string, cleanup: Cleanup): string {
  const m = messages.value
  return [m.cardIsDone(title), ...cleanupParts(cleanup)].join(' ')
}

export function cleanupParts(cleanup: Cleanup): ReadonlyArray<string> {
  const m = messages.value
  const { sessionKilled, worktreeRemoved, worktreeKept, branchDeleted, rescue } = cleanup
  const branch = keptBranchText(cleanup, m, (folder) => homely(folder, home.value))
  return [
    ...(sessionKilled ? [m.sessionEnded] : []),
    ...(worktreeRemoved ? [m.worktreeRemoved] : []),
    ...(worktreeKept ? [m.worktreeKept] : []),
    ...(branchDeleted ? [m.branchDeleted] : []),
    ...(branch === null ? [] : [branch]),
    ...(rescue.length > 0 ? [m.rescueKept(rescue.join(', '))] : []),
  ]
}

/** Text that lists what remains of a deleted card. */
export function keptText(title: string, { worktree, branch, rescue = [] }: Kept): string {
  const m = messages.value
  return [
    m.cardDeleted(title),
    ...(worktree === undefined ? [] : [m.keptWorktree(worktree)]),
    ...(branch === undefined ? [] : [m.keptBranch(branch)]),
    ...(rescue.length > 0 ? [m.rescueKept(rescue.join(', '))] : []),
  ].join(' ')
}

/** Text that lists what remains after the card's session ends or the card is deleted. */
export function staysText({ branch, worktreePath }: HubCard): string {
  const m = messages.value
  if (branch === null && worktreePath === null) return m.nothingToKeep
  return m.staysWithWork(branch ?? worktreePath ?? '')
}
