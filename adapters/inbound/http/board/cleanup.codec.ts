import * as t from 'io-ts'

/** Result of the cleanup after a card is done. */
export const CleanupJson = t.strict({
  sessionKilled: t.boolean,
  worktreeRemoved: t.boolean,
  /** There is one, and it holds what is not committed. */
  worktreeKept: t.boolean,
  branchDeleted: t.boolean,
  /** There is one, and it has what the base has not. */
  branchKept: t.boolean,
  /** Refs under which what was deleted can still be had for 30 days. */
  rescue: t.readonlyArray(t.string),
})
