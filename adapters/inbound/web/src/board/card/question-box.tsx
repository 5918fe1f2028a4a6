import type { VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { messages } from '../../app/texts/messages.js'
import { dropQuestion, question } from './ask.js'

/** Open confirmation of a card: the effect, what is kept, yes and no. Esc cancels. */
export function QuestionBox({ card }: { readonly card: string }): VNode | null {
  const m = messages.value
  const yes = useRef<HTMLButtonElement>(null)
  const asked = question.value?.card === card ? question.value : null
  // Runs before the box is painted, so that it receives a key that is pressed immediately.
  useLayoutEffect(() => {
    yes.current?.focus()
    yes.current?.scrollIntoView({ block: 'nearest' })
  }, [asked])
  if (!asked) return null
  return (
    <div
      class="question-box sunken grid gap-6 round anywhere"
      role="alertdialog"
      aria-label={asked.text}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') dropQuestion()
      }}
    >
      <p>{asked.text}</p>
      <p class="hint">{asked.kept}</p>
      <span class="flex wrap gap-6">
        <button
          ref={yes}
          type="button"
          class={`button small ${asked.destroys ? 'danger armed' : 'primary'}`}
          onClick={() => {
            dropQuestion()
            asked.run()
          }}
        >
          {asked.yes}
        </button>
        <button type="button" class="button small" onClick={dropQuestion}>
          {m.cancel}
        </button>
      </span>
    </div>
  )
}
