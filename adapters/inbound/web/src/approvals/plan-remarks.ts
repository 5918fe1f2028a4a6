import { planReason, type PlanComment } from '../../../../../domain/approvals/plan-comments.js'
import { approvals, decide, type Choice } from '../app/approvals.js'
import { hasShapeOf } from '../app/draft-shelf.js'
import { draftMapSignal, draftSignal } from '../app/drafts.js'
import type { HubApproval } from '../app/hub/hub.js'
import { holdDecisions } from '../app/platform/preferences.js'

type Comments = ReadonlyArray<PlanComment>

const NO_COMMENTS: Comments = []

const isComment = hasShapeOf<PlanComment>({ line: 0, quote: '', text: '' })

/** Unsent comments by the id of the approval of their plan. */
const kept = draftMapSignal(
  'plan-comments',
  (value): value is Comments => Array.isArray(value) && value.every(isComment),
)

interface Writing {
  readonly id: string
  readonly comment: PlanComment
}

/** Comment that is being written. */
export const writing = draftSignal<Writing | null>(
  'plan-comment',
  null,
  (value): value is Writing | null =>
    hasShapeOf({ id: '', comment: {} })(value) && isComment((value as { readonly comment: unknown }).comment),
)

/** Comments on a plan; none for other calls. */
export const commentsOn = (id: string): Comments => kept.value.get(id) ?? NO_COMMENTS

export const commentAt = (id: string, line: number): PlanComment | undefined =>
  commentsOn(id).find((one) => one.line === line)

/** Opens the field of a line, with its comment. */
export function beginComment(id: string, line: number, quote: string): void {
  writing.value = { id, comment: commentAt(id, line) ?? { line, quote, text: '' } }
}

/** Adds a comment. A line has one: a new one replaces it, an empty one removes it. */
export function keepComment(id: string, comment: PlanComment): void {
  const others = commentsOn(id).filter(({ line }) => line !== comment.line)
  const text = comment.text.trim()
  put(id, text === '' ? others : [...others, { ...comment, text }])
  writing.value = null
}

/** Removes the comments on a plan that has been answered. */
function dropComments(id: string): void {
  put(id, NO_COMMENTS)
  if (writing.peek()?.id === id) writing.value = null
}

/** Comments on plans that wait no longer are removed with the next change. */
function put(id: string, comments: Comments): void {
  const others = [...kept.peek()].filter(([one]) => one !== id && approvals.peek().some((open) => open.id === one))
  kept.value = new Map(comments.length === 0 ? others : [...others, [id, comments]])
}

/** Reason with the comments and what was typed. */
export const reasonWith = ({ id, reasonLimit, isAtDialog }: HubApproval, typed: string): string =>
  planReason(commentsOn(id), typed, { limit: reasonLimit, isOneLine: isAtDialog })

/** Decides; comments on a plan stay while the decision can be taken back. */
export async function decideOn(approval: HubApproval, choice: Choice): Promise<void> {
  const { id } = approval
  if ((await decide(approval, choice)) && commentsOn(id).length > 0 && !holdDecisions.value) dropComments(id)
}
