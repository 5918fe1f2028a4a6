import './plan.css'
import { MessageSquarePlus } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { planBlocks, type PlanBlock } from '../../../../../domain/approvals/plan-comments.js'
import type { HubApproval } from '../app/hub/hub.js'
import { chord } from '../app/platform/keys.js'
import { ask, client } from '../app/the-hub.js'
import { MarkdownPreview } from '../preview/markdown-preview.js'
import { Icon } from '../ui/icon.js'
import { Segments } from '../ui/segments.js'
import { ChangeView } from './change-view.js'
import { beginComment, commentAt, keepComment, writing } from './plan-remarks.js'
import { planTexts } from './plan-texts.js'

interface Props {
  readonly id: HubApproval['id']
  readonly plan: string
}

/** A plan whose parts take comments, or its difference to the plan that the session asked about before. */
export function PlanView({ id, plan }: Props): VNode {
  const t = planTexts.value
  const earlier = useEarlierPlan(id)
  const [view, setView] = useState<'whole' | 'changes'>('whole')
  return (
    <>
      {earlier !== null && earlier !== plan && (
        <Segments
          label={t.shown}
          value={view}
          options={[
            ['whole', t.whole],
            ['changes', t.changes],
          ]}
          onChoose={setView}
        />
      )}
      {earlier !== null && view === 'changes' ? (
        <ChangeView before={earlier} after={plan} />
      ) : (
        <PlanParts id={id} plan={plan} />
      )}
    </>
  )
}

/** Plan of the session before this one; `null` for none, and until it is read. */
function useEarlierPlan(id: string): string | null {
  const [earlier, setEarlier] = useState<string | null>(null)
  useEffect(() => {
    let isOver = false
    void ask(client.readEarlierPlan({ params: { id } })).then((answer) => {
      if (!isOver && answer.ok) setEarlier(answer.value.plan)
    })
    return () => (isOver = true)
  }, [id])
  return earlier
}

const NOTES = '.plan-note'
const STEPS = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
  ['Home', -Infinity],
  ['End', Infinity],
])

/** One stop of the Tab key; the arrows lead from part to part. */
function PlanParts({ id, plan }: Props): VNode {
  const t = planTexts.value
  const blocks = useMemo(() => planBlocks(plan), [plan])
  const [at, setAt] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const step = (event: KeyboardEvent): void => {
    const by = STEPS.get(chord(event))
    if (by === undefined || !(event.target instanceof Element) || !event.target.matches(NOTES)) return
    event.preventDefault()
    const notes = [...(box.current?.querySelectorAll<HTMLElement>(NOTES) ?? [])]
    notes[Math.min(Math.max(at + by, 0), notes.length - 1)]?.focus()
  }
  return (
    <>
      <p class="hint">{t.hint}</p>
      <div ref={box} class="plan-parts scroll" role="group" aria-label={t.plan} onKeyDown={step}>
        {blocks.map((block, index) => (
          <Part
            key={block.line}
            id={id}
            block={block}
            isStop={index === Math.min(at, blocks.length - 1)}
            onFocus={() => setAt(index)}
          />
        ))}
      </div>
    </>
  )
}

interface PartProps {
  readonly id: string
  readonly block: PlanBlock
  readonly isStop: boolean
  readonly onFocus: () => void
}

const BUTTON_LABEL = 80

function Part({ id, block: { line, text, depth }, isStop, onFocus }: PartProps): VNode {
  const t = planTexts.value
  const note = useRef<HTMLButtonElement>(null)
  const [quote = ''] = text.split('\n')
  const comment = commentAt(id, line)
  const now = writing.value
  const isWritten = now?.id === id && now.comment.line === line
  const begin = (): void => beginComment(id, line, quote)
  const pressed = ({ target }: MouseEvent): void => {
    const isOwn = target instanceof Element && target.closest('a, button') === null
    if (isOwn && document.getSelection()?.isCollapsed !== false) begin()
  }
  return (
    <div class="plan-part" style={{ '--depth': depth }}>
      <div class="plan-text relative" onClick={pressed}>
        <MarkdownPreview path="" text={text} onFile={() => undefined} />
        <button
          ref={note}
          type="button"
          class="plan-note rounded absolute centre-items grid"
          tabIndex={isStop ? 0 : -1}
          aria-label={t.commentOn(line, quote.slice(0, BUTTON_LABEL))}
          onFocus={onFocus}
          onClick={begin}
        >
          <Icon of={MessageSquarePlus} size={14} />
        </button>
      </div>
      {isWritten ? (
        <Field id={id} onDone={() => note.current?.focus()} />
      ) : (
        comment !== undefined && (
          <div class="plan-comment cluster wrap gap-6">
            <p class="fill anywhere">{comment.text}</p>
            <button type="button" class="button small" onClick={begin}>
              {t.editComment}
            </button>
            <button
              type="button"
              class="button small"
              onClick={() => {
                keepComment(id, { ...comment, text: '' })
                note.current?.focus()
              }}
            >
              {t.removeComment}
            </button>
          </div>
        )
      )}
    </div>
  )
}

/** Field of the comment that is being written. */
function Field({ id, onDone }: { readonly id: string; readonly onDone: () => void }): VNode | null {
  const t = planTexts.value
  const area = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => area.current?.focus(), [])
  const now = writing.value
  if (now === null) return null
  const { comment } = now
  // The key event can arrive before the last input was rendered, so the text is read from the field.
  const keep = (): void => {
    keepComment(id, { ...comment, text: area.current?.value ?? comment.text })
    onDone()
  }
  const cancel = (): void => {
    writing.value = null
    onDone()
  }
  return (
    <div class="plan-comment cluster wrap gap-6">
      <textarea
        ref={area}
        class="field"
        rows={2}
        value={comment.text}
        aria-label={t.yourComment}
        aria-keyshortcuts="Control+Enter"
        onInput={({ currentTarget }) => (writing.value = { id, comment: { ...comment, text: currentTarget.value } })}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (chord(event) === 'Mod+Enter') keep()
          if (event.key === 'Escape') cancel()
        }}
      />
      <button type="button" class="button small primary" onClick={keep}>
        {t.keepComment}
      </button>
      <button type="button" class="button small" onClick={cancel}>
        {t.cancel}
      </button>
    </div>
  )
}
