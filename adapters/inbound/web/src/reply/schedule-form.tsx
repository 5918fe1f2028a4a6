import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { programOf } from '../app/cli-of-session.js'
import { useDraft } from '../app/drafts.js'
import { failedBy } from '../app/failed.js'
import type { Schedule } from './queued-prompts.js'
import { sessions, shown } from '../app/sessions.js'
import { toast } from '../app/toasts.js'
import { clearReply } from './replies.js'
import { KINDS, NEW_SCHEDULE, triggerOf, valuesOf } from './schedule-values.js'
import { ask, client } from '../app/the-hub.js'

interface Props {
  readonly session: HubSession
  /** Prompt that is typed in the reply field, or that of the schedule. */
  readonly text: string
  /** Schedule to be changed; left out for a new one. */
  readonly schedule?: Schedule
  readonly onDone: () => void
}

/** Chooses when the typed prompt is queued, or changes text and time of a schedule. */
export function ScheduleForm({ session, text: typed, schedule, onDone }: Props): VNode {
  const m = messages.value
  const [values, setValues] = useState(() => (schedule === undefined ? NEW_SCHEDULE : valuesOf(schedule)))
  const [changedText, setText] = useDraft(`schedule ${schedule?.id ?? ''}`, typed)
  const text = schedule === undefined ? typed : changedText
  const { kind } = values
  const [isSent, setSent] = useState(false)
  const set = (changed: Partial<typeof values>): void => setValues({ ...values, ...changed })
  const others = (sessions.value ?? []).filter(({ id, status }) => id !== session.id && status === 'running')
  const trigger = triggerOf(values, programOf(session, '').cli?.id ?? '')

  const add = async (): Promise<void> => {
    if (trigger === null || isSent) return
    setSent(true)
    const answer = await (schedule === undefined
      ? ask(client.addSchedule({ params: { name: session.name }, body: { id: crypto.randomUUID(), text, ...trigger } }))
      : ask(client.changeSchedule({ params: { id: schedule.id }, body: { text, ...trigger } })))
    setSent(false)
    if (!answer.ok) {
      failedBy('reason', m.scheduleFaults, m.couldNotSchedule, answer.failure)
      return
    }
    if (schedule === undefined) clearReply(session.id, text)
    toast({ text: schedule === undefined ? m.promptIsScheduled(shown(session.name)) : m.scheduleIsChanged })
    onDone()
  }
  return (
    <form
      class="schedule-form wrap"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      {schedule !== undefined && (
        <textarea
          class="field"
          rows={2}
          aria-label={m.prompt}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      )}
      <select
        class="field"
        aria-label={m.scheduleKind}
        value={kind}
        onChange={({ currentTarget }) => {
          const chosen = KINDS.find((one) => one === currentTarget.value)
          if (chosen !== undefined) set({ kind: chosen })
        }}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {m.scheduleKinds[one]}
          </option>
        ))}
      </select>
      {kind === 'time' && (
        <Field label={m.scheduleTime} type="datetime-local" value={values.date} onValue={(date) => set({ date })} />
      )}
      {(kind === 'weekdays' || kind === 'daily') && (
        <Field label={m.scheduleTime} type="time" value={values.time} onValue={(time) => set({ time })} />
      )}
      {kind === 'rule' && (
        <Field label={m.scheduleRule} type="text" value={values.rule} onValue={(rule) => set({ rule })} />
      )}
      {kind === 'session' && (
        <select
          class="field"
          aria-label={m.otherSession}
          value={values.after}
          onChange={({ currentTarget }) => set({ after: currentTarget.value })}
        >
          <option value="">{m.otherSession}</option>
          {others.map(({ id, name }) => (
            <option key={id} value={name}>
              {shown(name)}
            </option>
          ))}
        </select>
      )}
      <button type="submit" class="button primary" disabled={trigger === null || isSent || text.trim() === ''}>
        {schedule === undefined ? m.schedule : m.save}
      </button>
      <p class="hint">{text.trim() === '' ? m.typePromptFirst : m.scheduleHints[kind]}</p>
    </form>
  )
}

interface FieldProps {
  readonly label: string
  readonly type: 'datetime-local' | 'time' | 'text'
  readonly value: string
  readonly onValue: (value: string) => void
}

const Field = ({ label, type, value, onValue }: FieldProps): VNode => (
  <input
    class="field"
    type={type}
    value={value}
    aria-label={label}
    onInput={({ currentTarget }) => onValue(currentTarget.value)}
  />
)
