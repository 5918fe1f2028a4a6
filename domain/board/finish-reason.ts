/** Reasons why a card cannot be finished now, in the order of display. */
export const OBSTACLES = [
  'dirty-tree',
  'no-base',
  'no-remote',
  'worktree-dirty',
  'base-behind',
  'base-diverged',
  'remote-silent',
  'no-branch',
  'conflict',
  'preflight-error',
  'no-changelog-section',
  'worktree-detached',
  'worktree-busy',
  'index-locked',
  'branch-is-base',
  'taken-back',
  'finish-pending',
  'check-failed',
] as const
/** Reason why a finish does not begin. */
export type Obstacle = (typeof OBSTACLES)[number]

/** Reasons why a finish did not begin, or ended without effect: obstacles, what the hub found later, and codes of errors. */
export const FINISH_REASONS = [
  ...OBSTACLES,
  'base-moved',
  'push-failed',
  'interrupted',
  'CardNotFound',
  'FinishFailed',
  'FinishObstructed',
  'MergeRefused',
  'NotReviewable',
  'ProjectNotFound',
  'PushFailed',
  'Unavailable',
] as const
/** One of them, as clients and stored records have it. */
export type FinishReason = (typeof FINISH_REASONS)[number]
