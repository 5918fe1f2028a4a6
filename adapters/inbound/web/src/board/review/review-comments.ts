import type { DiffFile } from '../../diff/diff-file.js'
import type { PatchLine } from '../../diff/patch.js'
import { hasShapeOf } from '../../app/draft-shelf.js'
import { draftMapSignal, draftSignal } from '../../app/drafts.js'
import { isSameLine, withComment, type LineComment } from './review-prompt.js'

const isComment = hasShapeOf<LineComment>({ path: '', side: 'new', line: 0, code: '', text: '' })

interface Writing {
  readonly card: string
  readonly comment: LineComment
}

/** Unsent comments on each card's branch, by card id. */
const said = draftMapSignal(
  'review',
  (value): value is ReadonlyArray<LineComment> => Array.isArray(value) && value.every(isComment),
)

/** Comment that is being edited. */
export const writing = draftSignal<Writing | null>(
  'review-comment',
  null,
  (value): value is Writing | null =>
    hasShapeOf({ card: '', comment: {} })(value) && isComment((value as { readonly comment: unknown }).comment),
)

export const commentsOf = (card: string): ReadonlyArray<LineComment> => said.value.get(card) ?? []

/** Empty comment at a line. */
export function placeOf({ path }: DiffFile, { kind, oldLine, newLine, text }: PatchLine): LineComment {
  const isOld = kind === 'removed'
  return { path, side: isOld ? 'old' : 'new', line: (isOld ? oldLine : newLine) ?? 0, code: text, text: '' }
}

export const commentAt = (card: string, place: LineComment): LineComment | null =>
  commentsOf(card).find((one) => isSameLine(one, place)) ?? null

/** Opens the comment field at a line with its existing comment. */
export function beginComment(card: string, place: LineComment): void {
  writing.value = { card, comment: commentAt(card, place) ?? place }
}

export function keepComment(card: string, comment: LineComment): void {
  said.value = new Map([...said.value, [card, withComment(commentsOf(card), comment)]])
  writing.value = null
}

export function dropComments(card: string): void {
  said.value = new Map([...said.value].filter(([one]) => one !== card))
  writing.value = null
}
