import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { HubSession } from '../hub/hub.js'
import { messages } from '../i18n/messages.js'
import { programOf } from '../state/cli-of-session.js'
import { failedBy } from '../state/failed.js'
import { scheduleCalls, type NewSchedule } from '../state/queued-prompts.js'
import { sessions, shown } from '../state/sessions.js'
import { toast } from '../state/toasts.js'
import { typeReply } from './replies.js'

const KINDS = ['time', 'weekdays', 'daily', 'rule', 'limit', 'session'] as const
type Kind = (typeof KINDS)[number]

interface Props {
  readonly session: HubSession
  /** Prompt that is typed in the reply field. */
  readonly text: string
  readonly onDone: () => void
}

/** Chooses when the typed prompt is queued. */
export function ScheduleForm({ session, text, onDone }: Props): VNode {
  const m = messages.value
  const [kind, setKind] = useState<Kind>('time')
  const [values, setValues] = useState({ date: '', time: '09:00', rule: '0 9 * * 1-5', after: '' })
  const [isSent, setSent] = useState(false)
  const set = (changed: Partial<typeof values>): void => {
    setValues({ ...values, ...changed })
  }
  const others = (sessions.value ?? []).filter(({ id, status }) => id !== session.id && status === 'running')
  const trigger = triggerOf(kind, { ...values, cli: programOf(session, '').cli?.id ?? '' })

  const add = async (): Promise<void> => {
    if (trigger === null || isSent) return
    setSent(true)
    const answer = await scheduleCalls.add(session.name, { id: crypto.randomUUID(), text, ...trigger })
    setSent(false)
    if (!answer.ok) {
      failedBy('reason', m.scheduleFaults, m.couldNotSchedule, answer.failure)
      return
    }
    typeReply(session.id, '')
    toast({ text: m.promptIsScheduled(shown(session.name)) })
    onDone()
  }
  return (
    <form
      class="schedule-form"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <select
        class="field"
        aria-label={m.scheduleKind}
        value={kind}
        onChange={({ currentTarget }) => {
          const chosen = KINDS.find((one) => one === currentTarget.value)
          if (chosen !== undefined) setKind(chosen)
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
        {m.schedule}
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
    onInput={({ currentTarget }) => {
      onValue(currentTarget.value)
    }}
  />
)

interface Values {
  readonly date: string
  readonly time: string
  readonly rule: string
  readonly after: string
  readonly cli: string
}

/** Trigger of the form; `null` while a value is missing. */
function triggerOf(kind: Kind, { date, time, rule, after, cli }: Values): Omit<NewSchedule, 'id' | 'text'> | null {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  const [hour = '', minute = ''] = time.split(':')
  switch (kind) {
    case 'time':
      return date === '' ? null : { at: new Date(date).toISOString() }
    case 'weekdays':
    case 'daily':
      return minute === ''
        ? null
        : { rule: `${String(Number(minute))} ${String(Number(hour))} * * ${kind === 'daily' ? '*' : '1-5'}`, timeZone }
    case 'rule':
      return rule.trim() === '' ? null : { rule: rule.trim(), timeZone }
    case 'limit':
      return cli === '' ? null : { limitOf: cli }
    case 'session':
      return after === '' ? null : { after }
  }
}
