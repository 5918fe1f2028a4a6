import type { Messages } from '../../app/texts/en.js'
import type { Cleanup } from '../cards.js'

/** Reason of a branch that a cleanup kept; `null` for none. `shown` is the text of a folder. */
export function keptBranchText(
  { branchKept, branchReason, checkedOutIn }: Pick<Cleanup, 'branchKept' | 'branchReason' | 'checkedOutIn'>,
  m: Pick<Messages, 'branchCheckedOut' | 'branchUnmerged' | 'branchKept'>,
  shown: (folder: string) => string,
): string | null {
  if (!branchKept) return null
  if (checkedOutIn !== null) return m.branchCheckedOut(shown(checkedOutIn))
  return branchReason === 'unmerged' ? m.branchUnmerged : m.branchKept
}

/** Question before an undo. A published merge can only be reverted, so that is asked at once. */
export const undoQuestion = (
  mustRevert: boolean,
  m: Pick<Messages, 'askRevert' | 'keptOnRevert' | 'revertFinish' | 'askUndo' | 'keptOnUndo' | 'undoFinish'>,
): { readonly text: string; readonly kept: string; readonly yes: string } =>
  mustRevert
    ? { text: m.askRevert, kept: m.keptOnRevert, yes: m.revertFinish }
    : { text: m.askUndo, kept: m.keptOnUndo, yes: m.undoFinish }
