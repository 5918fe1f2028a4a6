import type { DialogKey } from '../approvals/dialog-step.js'

/** Answers that a dialog takes by its keys: start with the plan, or go on planning. */
export type StopDialogAnswer = 'implement-plan' | 'keep-planning'

/** Dialog of a coding CLI that no hook reports. */
export interface StopDialog {
  readonly about: 'plan'
  /** Rows with the whole of what it asks about; `null` when the terminal shows a part of it. */
  readonly text: string | null
  /** All of the dialog but its cursor. Two readings show the same dialog when these are equal. */
  readonly drawn: string
  /** Keys of the answers. */
  readonly keys: Readonly<Record<StopDialogAnswer, DialogKey>>
}
