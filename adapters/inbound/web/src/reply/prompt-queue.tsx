import './prompt-queue.css'
import { GripVertical, Pencil } from 'lucide-preact'
import type { VNode } from 'preact'
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Answer, HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { failed } from '../app/failed.js'
import { useDraft } from '../app/drafts.js'
import { PromptButtons } from './prompt-buttons.js'
import { queueRevision, type QueuedPrompt } from './queued-prompts.js'
import { useReading } from '../app/use-reading.js'
import { Schedules, type ReadProps } from './schedules.js'
import { FailureNote } from '../ui/failure-note.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { sortableClass, sortableGroup, useSortableRow } from '../ui/sortable.js'
import { ask, client } from '../app/the-hub.js'

const rows = sortableGroup('queued prompts')

/** Prompts of a session that are not sent, and its scheduled ones. */
export function Prompts({ session }: { readonly session: HubSession }): VNode {
  const name = useRef(session.name)
  name.current = session.name
  const read = useReading(() => ask(client.listPrompts({ params: { name: name.current } })), queueRevision.value)
  return (
    <>
      <PromptQueue session={session} read={read} />
      <Schedules session={session} read={read} />
    </>
  )
}

/** The queue in its order. Alt and the arrows move the focused prompt. */
function PromptQueue({ session, read: { value, failure, again } }: ReadProps): VNode | null {
  const m = messages.value
  const name = useRef(session.name)
  name.current = session.name
  /** Id of the prompt that keys have moved: it loses the focus where its row is moved in the page. */
  const moved = useRef<string | null>(null)
  const list = useRef<HTMLOListElement>(null)
  useLayoutEffect(() => {
    if (moved.current === null) return
    const { activeElement } = document
    if (activeElement === document.body || list.current?.contains(activeElement))
      list.current?.querySelector<HTMLElement>(`[data-prompt="${moved.current}"]`)?.focus()
    moved.current = null
  }, [value])
  const open = (value?.prompts ?? []).filter(({ state }) => state !== 'sent')
  if (failure && open.length === 0) return session.prompts ? <FailureNote failure={failure} onRetry={again} /> : null
  if (open.length === 0) return null

  const settle = async (asked: Promise<Answer<unknown>>): Promise<boolean> => {
    const answer = await asked
    if (!answer.ok) failed(m.queueUnchanged, answer.failure)
    again()
    return answer.ok
  }
  const move = (id: string, before: string | null): void =>
    void settle(ask(client.changePrompt({ params: { name: name.current, id }, body: { before } })))
  const step = (id: string, by: 1 | -1): void => {
    const waiting = open.filter(({ state }) => state === 'waiting')
    const at = waiting.findIndex((prompt) => prompt.id === id)
    if (at === -1 || waiting[at + by] === undefined) return
    moved.current = id
    move(id, (by === -1 ? waiting[at - 1] : waiting[at + 2])?.id ?? null)
  }
  const drop = (dragged: string, onto: string, edge: 'top' | 'bottom'): void => {
    const at = open.findIndex(({ id }) => id === onto) + (edge === 'top' ? 0 : 1)
    const target = open.slice(at).find(({ id, state }) => state === 'waiting' && id !== dragged)
    move(dragged, target?.id ?? null)
  }
  return (
    <section class="prompt-queue rigid scroll line-above" aria-label={m.queuedPrompts}>
      <h3>
        {m.queued(open.length)}
        <span class="hint">{hintOf(session, open)}</span>
      </h3>
      <ol ref={list}>
        {open.map((prompt) => (
          <Row
            key={prompt.id}
            prompt={prompt}
            onStep={step}
            onDrop={drop}
            onSave={(text) =>
              settle(ask(client.changePrompt({ params: { name: name.current, id: prompt.id }, body: { text } })))
            }
            session={session.name}
            onSettled={again}
          />
        ))}
      </ol>
    </section>
  )
}

/** Reason why nothing is sent at the moment. */
function hintOf({ status, activity, activityAsOf }: HubSession, open: ReadonlyArray<QueuedPrompt>): string {
  const m = messages.value
  if (status === 'dormant') return m.queueWaitsFor.restore
  if (open.some(({ state }) => state === 'failed' || state === 'unknown')) return m.queueWaitsFor.decision
  if (activity === 'waiting') return m.queueWaitsFor.answer
  if (activity === 'working') return m.queueWaitsFor.turn
  return activity === 'unknown' || activityAsOf !== undefined ? m.queueWaitsFor.report : ''
}

interface RowProps {
  readonly prompt: QueuedPrompt
  readonly onStep: (id: string, by: 1 | -1) => void
  readonly onDrop: (dragged: string, onto: string, edge: 'top' | 'bottom') => void
  readonly onSave: (text: string) => Promise<boolean>
  /** Name of the session. */
  readonly session: string
  readonly onSettled: () => void
}

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowUp: -1, ArrowDown: 1 }

function Row({ prompt, session, onStep, onDrop, onSave, onSettled }: RowProps): VNode {
  const m = messages.value
  const { id, text, state, fault } = prompt
  const row = useRef<HTMLLIElement>(null)
  const grip = useRef<HTMLSpanElement>(null)
  const [isEdited, setEdited] = useState(false)
  const latest = useRef(onDrop)
  latest.current = onDrop
  const dropped = useCallback((dragged: string, edge: 'top' | 'bottom') => latest.current(dragged, id, edge), [id])
  useSortableRow(rows, row, grip, id, dropped)
  const isWaiting = state === 'waiting'

  const onKey = (event: KeyboardEvent): void => {
    const by = STEPS[event.key]
    if (!event.altKey || by === undefined || isEdited) return
    event.preventDefault()
    event.stopPropagation()
    onStep(id, by)
  }
  return (
    <li
      ref={row}
      class={`queued cluster wrap gap-4 ${state} ${sortableClass(rows, id)}`}
      tabIndex={0}
      data-prompt={id}
      aria-label={text}
      onKeyDown={onKey}
    >
      <span ref={grip} class={`grip queue-grip ${isWaiting ? '' : 'off'}`} aria-hidden="true" data-tip={m.movePrompt}>
        <Icon of={GripVertical} size={14} />
      </span>
      {isEdited ? (
        <Editor
          prompt={prompt}
          onEnd={(edited) => {
            if (edited === null || edited.trim() === text) setEdited(false)
            else void onSave(edited).then((isDone) => isDone && setEdited(false))
          }}
        />
      ) : (
        <p class="queued-text fill anywhere">{text}</p>
      )}
      {!isWaiting && (
        <p class={state === 'sending' ? 'hint' : 'fault'} role={state === 'sending' ? undefined : 'alert'}>
          {state === 'sending' ? m.promptIsSent : m.promptFaults[fault ?? 'unconfirmed']}
        </p>
      )}
      {state !== 'sending' && !isEdited && (
        <PromptButtons session={session} id={id} isWaiting={isWaiting} onSettled={onSettled}>
          {isWaiting && <IconButton icon={Pencil} label={m.editPrompt} onPress={() => setEdited(true)} />}
        </PromptButtons>
      )}
    </li>
  )
}

interface EditorProps {
  readonly prompt: QueuedPrompt
  /** The text to save; `null` when it was discarded. */
  readonly onEnd: (text: string | null) => void
}

/** Field in the place of the text. Enter saves, Shift Enter begins a line, Esc discards. */
function Editor({ prompt: { id, text }, onEnd }: EditorProps): VNode {
  const [typed, setTyped] = useDraft(`queued-prompt/${id}`, text)
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    field.current?.focus()
  }, [])
  return (
    <textarea
      ref={field}
      class="field queued-text fill anywhere"
      rows={2}
      value={typed}
      aria-label={messages.value.editPrompt}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Escape') {
          event.preventDefault()
          event.stopPropagation()
          onEnd(event.key === 'Enter' ? typed : null)
        }
      }}
      onBlur={() => onEnd(typed)}
    />
  )
}
