import type * as errors from '../../../../domain/board/errors.js'
import type { ErrorRows } from '../routing/error-row.js'
import { redactPaths } from '../routing/errors.js'

/** A branch could not be compared with its base. */
export interface BranchDiffFailed {
  readonly _tag: 'BranchDiffFailed'
  readonly detail: string
}
export const branchDiffFailed = (detail: string): BranchDiffFailed => ({ _tag: 'BranchDiffFailed', detail })

export type BoardError =
  | errors.BadCard
  | BranchDiffFailed
  | errors.CardBlocked
  | errors.CardNotFound
  | errors.FinishFailed
  | errors.FinishNotFound
  | errors.FinishObstructed
  | errors.BadBranchName
  | errors.IsolationUnavailable
  | errors.MergeRefused
  | errors.NoBranch
  | errors.NoSpec
  | errors.NotReviewable
  | errors.NotUndoable
  | errors.PushFailed
  | errors.UnknownProject
  | errors.WorktreeRefused

export const BOARD_ROWS = {
  BadCard: { status: 400, text: 'Bad request', more: ({ detail }) => ({ detail }) },
  UnknownProject: {
    status: 400,
    text: 'Bad request',
    more: ({ projects }) => ({ detail: 'unknown-project', ...(projects.length === 0 ? {} : { projects }) }),
  },
  BranchDiffFailed: {
    status: 500,
    text: 'Failed to compute branch diff',
    more: ({ detail }) => ({ detail: redactPaths(detail) }),
  },
  CardBlocked: { status: 409, text: 'blocked', more: ({ blockedBy }) => ({ blockedBy }) },
  CardNotFound: { status: 404, text: 'Card not found' },
  FinishFailed: {
    status: 500,
    text: 'Failed to finish card',
    more: ({ detail }) => ({ detail: redactPaths(detail) }),
  },
  FinishNotFound: { status: 404, text: 'Finish not found' },
  FinishObstructed: {
    status: 409,
    text: 'preflight',
    more: ({ reasons, files, detail }) => ({
      reason: reasons[0] ?? 'preflight-error',
      reasons,
      files,
      ...(detail === null ? {} : { detail: redactPaths(detail) }),
    }),
  },
  BadBranchName: { status: 400, text: 'Invalid branch name' },
  IsolationUnavailable: { status: 409, text: 'isolation-unavailable', more: ({ detail }) => ({ detail }) },
  MergeRefused: { status: 500, text: ({ step }) => step, more: ({ detail }) => ({ detail: redactPaths(detail) }) },
  NoBranch: { status: 400, text: 'Card has no branch yet' },
  NoSpec: { status: 400, text: 'This card has no spec yet — finish the brainstorming step first' },
  NotReviewable: { status: 400, text: 'Card must be in review with a branch' },
  NotUndoable: {
    status: 409,
    text: 'not-undoable',
    more: ({ reason, detail }) => ({ reason, ...(detail === null ? {} : { detail: redactPaths(detail) }) }),
  },
  PushFailed: {
    status: 502,
    text: 'push',
    more: ({ detail, isPending }) => ({
      reason: 'push-failed',
      merged: false,
      pending: isPending,
      detail: redactPaths(detail),
    }),
  },
  WorktreeRefused: { status: 500, text: ({ detail }) => `worktree setup failed: ${redactPaths(detail)}` },
} satisfies ErrorRows<BoardError>
