import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useDraft } from '../app/drafts.js'
import { pushState, readPushStateAnew } from '../setup/push.js'
import { Switch } from '../ui/switch.js'
import { notificationTexts } from './notification-texts.js'
import { Line } from './parts.js'
import { changePushPlan, pushPlan, readPushPlan, type PushPlan } from './push-plan.js'

const REMINDERS = [0, 5, 15, 30, 60, 120, 240]
/** Hours and time that a switch begins with. */
const NIGHT = { from: '22:00', to: '07:00' }
const MORNING = '08:00'

/** When the hub sends notifications to all devices. The plan is read once its part is unfolded. */
export function PushPlanSettings(): VNode {
  const plan = pushPlan.value
  const contact = plan?.contact ?? null
  return (
    <>
      {(pushState.value === 'noContact' || contact !== null) && <Contact contact={contact} />}
      <details class="push-plan" onToggle={({ currentTarget }) => currentTarget.open && void readPushPlan()}>
        <summary class="pressable">{notificationTexts.value.plan}</summary>
        {plan && (
          <>
            <Reminders plan={plan} />
            <Quiet plan={plan} />
            <Today plan={plan} />
          </>
        )}
      </details>
    </>
  )
}

interface Props {
  readonly plan: PushPlan
}

function Contact({ contact }: Pick<PushPlan, 'contact'>): VNode {
  const t = notificationTexts.value
  const known = contact?.replace('mailto:', '') ?? ''
  const [typed, setTyped] = useDraft('push-contact', known)
  const save = async (event: Event): Promise<void> => {
    event.preventDefault()
    const text = typed.trim()
    const saved = text === '' ? null : text.startsWith('https:') ? text : `mailto:${text}`
    if (await changePushPlan({ contact: saved })) await readPushStateAnew()
  }
  return (
    <Line label={t.contact} hint={t.contactHint}>
      <form class="cluster gap-8" onSubmit={(event) => void save(event)}>
        <input
          class="field"
          inputMode="email"
          autocomplete="email"
          aria-label={t.contact}
          placeholder={t.contactPlaceholder}
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <button type="submit" class="button" disabled={typed.trim() === known}>
          {t.save}
        </button>
      </form>
    </Line>
  )
}

function Reminders({ plan: { reminderMinutes } }: Props): VNode {
  const t = notificationTexts.value
  const offered = REMINDERS.includes(reminderMinutes) ? REMINDERS : [...REMINDERS, reminderMinutes]
  return (
    <Line label={t.reminders} hint={t.remindersHint}>
      <select
        class="field"
        aria-label={t.reminders}
        value={String(reminderMinutes)}
        onChange={({ currentTarget }) => void changePushPlan({ reminderMinutes: Number(currentTarget.value) })}
      >
        {offered.map((count) => (
          <option key={count} value={String(count)}>
            {count === 0 ? t.never : t.after(count)}
          </option>
        ))}
      </select>
    </Line>
  )
}

function Quiet({ plan: { quiet, timeZone } }: Props): VNode {
  const t = notificationTexts.value
  return (
    <Line label={t.quiet} hint={t.quietHint(timeZone)}>
      <span class="cluster gap-8">
        {quiet && (
          <>
            <Time
              label={t.quietFrom}
              value={quiet.from}
              onChange={(from) => changePushPlan({ quiet: { ...quiet, from } })}
            />
            {t.to}
            <Time label={t.quietTo} value={quiet.to} onChange={(to) => changePushPlan({ quiet: { ...quiet, to } })} />
          </>
        )}
        <Switch
          label={t.quiet}
          on={quiet !== null}
          onChange={(on) => void changePushPlan({ quiet: on ? NIGHT : null })}
        />
      </span>
    </Line>
  )
}

function Today({ plan: { todayAt } }: Props): VNode {
  const t = notificationTexts.value
  return (
    <Line label={t.today} hint={t.todayHint}>
      <span class="cluster gap-8">
        {todayAt !== null && (
          <Time label={t.todayTime} value={todayAt} onChange={(at) => changePushPlan({ todayAt: at })} />
        )}
        <Switch
          label={t.today}
          on={todayAt !== null}
          onChange={(on) => void changePushPlan({ todayAt: on ? MORNING : null })}
        />
      </span>
    </Line>
  )
}

interface TimeProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => Promise<boolean>
}

/** Time of day, sent when the person leaves the field; a time that is refused gives way to the former one. */
function Time({ label, value, onChange }: TimeProps): VNode {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const send = async (): Promise<void> => {
    if (typed === value) return
    if (typed === '' || !(await onChange(typed))) setTyped(value)
  }
  return (
    <input
      class="field"
      type="time"
      aria-label={label}
      value={typed}
      onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={() => void send()}
    />
  )
}
