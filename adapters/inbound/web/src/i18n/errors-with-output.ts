import type { HubCode } from '../hub/hub.js'

/** Codes whose `detail` is output of a program, or names what remains. */
export const errorsWithOutput: ReadonlyArray<HubCode> = [
  'BackgroundAgentRemains',
  'BranchDiffFailed',
  'FinishFailed',
  'FinishObstructed',
  'GitRefused',
  'MergeRefused',
  'NotUndoable',
  'PushFailed',
  'RepoUnreadable',
  'Unavailable',
  'UnreadableSettings',
]
