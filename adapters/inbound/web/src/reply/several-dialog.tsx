import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { PLACEHOLDERS } from '../../../../../domain/prompts/prompt-template.js'
import type { HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { programOf } from '../app/cli-of-session.js'
import { because } from '../app/failed.js'
import { sessions, shown } from '../app/sessions.js'
import { Choice } from '../ui/choice.js'
import { Dialog } from '../ui/dialog.js'
import { filled, templatesNow } from './prompt-templates.js'
import { typedFor, typeReply } from './replies.js'
import { ask, client } from '../app/the-hub.js'

interface Props {
  readonly session: HubSession
  readonly onClose: () => void
}

/** `null` for a prompt that was queued, else the reason why not. */
type Outcome = string | null

/** Queues the typed prompt for several sessions, with the values of each in its placeholders. */
export function SeveralDialog({ session, onClose }: Props): VNode {
  const m = messages.value
  const [text, setText] = useState(() => typedFor(session.id))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set([session.id]))
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const [isBusy, setBusy] = useState(false)
  const isSent = outcomes.size > 0
  const templates = templatesNow()
  /** Ids of the prompts by session: a request that is repeated queues none twice. */
  const prompts = useRef(new Map<string, string>())
  const agents = (sessions.value ?? []).filter((one) => programOf(one, '').cli !== undefined)
  const left = agents.filter(({ id }) => chosen.has(id) && outcomes.get(id) !== null)

  const queue = async (one: HubSession): Promise<readonly [string, Outcome]> => {
    const id = prompts.current.get(one.id) ?? crypto.randomUUID()
    prompts.current.set(one.id, id)
    const answer = await ask(
      client.queuePrompt({ params: { name: one.name }, body: { id, text: filled(text, one), now: false } }),
    )
    return [one.id, answer.ok ? null : because(answer.failure)]
  }
  const send = async (): Promise<void> => {
    if (isBusy || left.length === 0) return
    setBusy(true)
    const results = await Promise.all(left.map(queue))
    setBusy(false)
    setOutcomes(new Map([...outcomes, ...results]))
    if (results.every(([, outcome]) => outcome === null)) typeReply(session.id, '')
  }
  return (
    <Dialog label={m.toSeveral} class="prompt-dialog" onClose={onClose}>
      <h2>{m.toSeveral}</h2>
      {templates.length > 0 && !isSent && (
        <Choice
          label={m.promptTemplates}
          all={m.promptTemplates}
          options={templates.map(({ id, title }) => [id, title] as const)}
          value=""
          onChoose={(id) => setText(templates.find((one) => one.id === id)?.text ?? text)}
        />
      )}
      <textarea
        class="field"
        rows={4}
        value={text}
        readOnly={isSent}
        aria-label={m.prompt}
        onInput={({ currentTarget: { value } }) => setText(value)}
      />
      <p class="hint">{m.placeholders(PLACEHOLDERS.map((name) => `{{${name}}}`).join(' '))}</p>
      <ul>
        {agents.map((one) => {
          const outcome = outcomes.get(one.id)
          return (
            <li key={one.id}>
              <label>
                <input
                  type="checkbox"
                  checked={chosen.has(one.id)}
                  disabled={isBusy || outcome === null}
                  onChange={({ currentTarget: { checked } }) => {
                    const others = [...chosen].filter((id) => id !== one.id)
                    setChosen(new Set(checked ? [...others, one.id] : others))
                  }}
                />
                {shown(one.name)}
              </label>
              {outcome !== undefined && (
                <span class={outcome === null ? 'hint' : 'fault'} role="status">
                  {outcome === null ? m.queuedHere : outcome}
                </span>
              )}
            </li>
          )
        })}
      </ul>
      <footer class="dialog-foot">
        <button type="button" class="button" onClick={onClose}>
          {m.close}
        </button>
        <button
          type="button"
          class="button primary"
          disabled={isBusy || left.length === 0 || text.trim() === ''}
          onClick={() => void send()}
        >
          {m.queueForSessions(left.length)}
        </button>
      </footer>
    </Dialog>
  )
}
