import { Pencil } from 'lucide-preact'
import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { HubCard } from '../cards.js'
import { messages } from '../../app/texts/messages.js'
import { chord } from '../../app/platform/keys.js'
import { MarkdownPreview } from '../../preview/markdown-preview.js'
import { IconButton } from '../../ui/icon-button.js'
import { draftOf, dropDraft, saveDraft, type } from './card-drafts.js'
import { DraftNote } from './text-field.js'

/** Notes of a card: rendered Markdown, or its source while editing. */
export function NotesField({ card }: { readonly card: HubCard }): VNode {
  const m = messages.value
  const area = useRef<HTMLTextAreaElement>(null)
  const draft = draftOf(card.id, 'notes')
  const [edits, setEdits] = useState(false)
  const isOpen = edits || draft !== null
  useLayoutEffect(() => {
    if (edits) area.current?.focus()
  }, [edits])

  const save = async (): Promise<void> => {
    setEdits(false)
    await saveDraft(card, 'notes')
  }
  const cancel = (): void => {
    setEdits(false)
    dropDraft(card.id, 'notes')
  }

  return (
    <section class="card-section one-column gap-6" aria-label={m.notes}>
      <h3>
        {m.notes}
        {!isOpen && <IconButton icon={Pencil} label={m.editNotes} onPress={() => setEdits(true)} />}
      </h3>
      {isOpen ? (
        <>
          <textarea
            ref={area}
            class="field"
            rows={6}
            aria-label={m.notes}
            value={draft?.typed ?? card.notes ?? ''}
            onInput={(event) => type(card, 'notes', event.currentTarget.value)}
            onKeyDown={(event) => {
              if (chord(event) === 'Mod+Enter') void save()
              if (event.key !== 'Escape') return
              event.stopPropagation()
              event.preventDefault()
              cancel()
            }}
          />
          <DraftNote card={card} field="notes" />
          <span class="flex wrap gap-6">
            <button type="button" class="button small primary" onClick={() => void save()}>
              {m.save}
            </button>
            <button type="button" class="button small" onClick={cancel}>
              {m.cancel}
            </button>
          </span>
        </>
      ) : card.notes === null ? (
        <button type="button" class="empty-field touch-size align-left bare faint" onClick={() => setEdits(true)}>
          {m.noNotes}
        </button>
      ) : (
        <div onDblClick={() => setEdits(true)}>
          <MarkdownPreview path="notes.md" text={card.notes} onFile={() => undefined} />
        </div>
      )}
    </section>
  )
}
