import type { VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { messages } from '../../app/texts/messages.js'
import { chord } from '../../app/platform/keys.js'
import { isSameLine, type LineComment as Comment } from './review-prompt.js'
import { beginComment, commentAt, keepComment, writing } from './review-comments.js'

interface Props {
  readonly card: string
  readonly place: Comment
}

/** Comment on a line, or the field that edits it. */
export function LineComment({ card, place }: Props): VNode | null {
  const m = messages.value
  const now = writing.value
  if (now?.card === card && isSameLine(now.comment, place)) return <Field card={card} comment={now.comment} />
  const comment = commentAt(card, place)
  if (!comment) return null
  return (
    <div class="line-comment cluster wrap gap-6 surface">
      <p>{comment.text}</p>
      <button type="button" class="button small" onClick={() => beginComment(card, comment)}>
        {m.editItem}
      </button>
      <button type="button" class="button small" onClick={() => keepComment(card, { ...comment, text: '' })}>
        {m.deleteItem}
      </button>
    </div>
  )
}

function Field({ card, comment }: { readonly card: string; readonly comment: Comment }): VNode {
  const m = messages.value
  const area = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    area.current?.focus()
  }, [])
  const keep = (): void => {
    // The key event can arrive before the last input was rendered, so the text is read from the field.
    keepComment(card, { ...comment, text: area.current?.value ?? comment.text })
  }
  return (
    <div class="line-comment cluster wrap gap-6 surface writing">
      <textarea
        ref={area}
        class="field"
        rows={3}
        value={comment.text}
        onInput={({ currentTarget }) => (writing.value = { card, comment: { ...comment, text: currentTarget.value } })}
        aria-label={m.commentOn(comment.path, comment.line)}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (chord(event) === 'Mod+Enter') keep()
          if (event.key === 'Escape') writing.value = null
        }}
      />
      <button type="button" class="button small primary" onClick={keep}>
        {m.keepComment}
      </button>
      <button type="button" class="button small" onClick={() => (writing.value = null)}>
        {m.cancel}
      </button>
    </div>
  )
}
