import type { VNode } from 'preact'
import type { HubCard } from '../cards.js'
import { messages } from '../../app/texts/messages.js'
import { fieldFault, type CardField } from './card-fields.js'
import { draftOf, dropDraft, saveDraft, type } from './card-drafts.js'

interface Props {
  readonly card: HubCard
  readonly field: 'title' | 'theme'
  readonly label: string
}

/** Text field of a card, editable in place. Enter or blur saves, Esc discards. */
export function TextField({ card, field, label }: Props): VNode {
  const draft = draftOf(card.id, field)
  return (
    <label class={`labelled card-field ${field}`}>
      <span>{label}</span>
      <input
        class="field"
        value={draft?.typed ?? card[field] ?? ''}
        aria-invalid={draft !== null && fieldFault(field, draft.typed) !== null}
        onInput={(event) => type(card, field, event.currentTarget.value)}
        onBlur={() => {
          if (draft?.isStale !== true) void saveDraft(card, field)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void saveDraft(card, field)
          if (event.key !== 'Escape' || !draft) return
          event.stopPropagation()
          event.preventDefault()
          dropDraft(card.id, field)
        }}
      />
      <DraftNote card={card} field={field} />
    </label>
  )
}

/** Validation error of the draft, or the newer value of the field. */
export function DraftNote({ card, field }: { readonly card: HubCard; readonly field: CardField }): VNode | null {
  const m = messages.value
  const draft = draftOf(card.id, field)
  if (!draft) return null
  const fault = fieldFault(field, draft.typed)
  if (fault) {
    return (
      <span class="fault" role="alert">
        {m.cardFaults[fault]}
      </span>
    )
  }
  if (!draft.isStale) return null
  return (
    <span class="stale-note cluster wrap gap-6 text-1" role="alert">
      <span>{m.changedMeanwhile(draft.was)}</span>
      <button type="button" class="button small" onClick={() => void saveDraft(card, field)}>
        {m.saveMine}
      </button>
      <button type="button" class="button small" onClick={() => dropDraft(card.id, field)}>
        {m.takeTheirs}
      </button>
    </span>
  )
}
