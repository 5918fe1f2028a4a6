import { CalendarClock, Pencil, Play, Trash2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Answer, HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { failed } from '../app/failed.js'
import type { Read } from '../app/reading.js'
import type { Schedule, SessionPrompts } from './queued-prompts.js'
import { shown } from '../app/sessions.js'
import { FailureNote } from '../ui/failure-note.js'
import { IconButton } from '../ui/icon-button.js'
import { typedFor } from './replies.js'
import { everyDay } from './schedule-values.js'
import { ScheduleForm } from './schedule-form.js'
import { ask, client } from '../app/the-hub.js'

export interface ReadProps {
  readonly session: HubSession
  readonly read: Read<SessionPrompts> & { readonly again: () => void }
}

/** Scheduled prompts of a session, and the form that schedules the typed one. */
export function Schedules({ session, read: { value, failure, again } }: ReadProps): VNode {
  const m = messages.value
  const [isOpen, setOpen] = useState(false)
  const ours = value?.schedules ?? []
  return (
    <section class="prompt-queue rigid scroll line-above schedules" aria-label={m.scheduledPrompts}>
      <h3>
        {ours.length === 0 ? m.noSchedules : m.scheduled(ours.length)}
        <span class="spring" />
        <IconButton icon={CalendarClock} label={m.schedulePrompt} expanded={isOpen} onPress={() => setOpen(!isOpen)} />
      </h3>
      {failure && <FailureNote failure={failure} onRetry={again} />}
      {isOpen && (
        <ScheduleForm
          session={session}
          text={typedFor(session.id)}
          onDone={() => {
            setOpen(false)
            again()
          }}
        />
      )}
      <ol>
        {ours.map((schedule) => (
          <ScheduleRow key={schedule.id} session={session} schedule={schedule} again={again} />
        ))}
      </ol>
    </section>
  )
}

interface RowProps {
  /** Session that gets the prompts; `null` where it is not known any more. */
  readonly session: HubSession | null
  readonly schedule: Schedule
  readonly again: () => void
}

/** A scheduled prompt with its actions and last run. */
export function ScheduleRow({ session, schedule, again }: RowProps): VNode {
  const m = messages.value
  const [isEdited, setEdited] = useState(false)
  const params = { id: schedule.id }
  const act = async (call: Promise<Answer<unknown>>): Promise<void> => {
    const answer = await call
    if (!answer.ok) failed(m.schedulesUnchanged, answer.failure)
    again()
  }
  return (
    <li class="queued cluster wrap gap-4">
      <p class="queued-text fill anywhere">{schedule.text}</p>
      <span class="queued-actions flex">
        <IconButton icon={Play} label={m.runSchedule} onPress={() => void act(ask(client.runSchedule({ params })))} />
        {session !== null && (
          <IconButton icon={Pencil} label={m.changeSchedule} expanded={isEdited} onPress={() => setEdited(!isEdited)} />
        )}
        <IconButton
          icon={Trash2}
          label={m.removeSchedule}
          onPress={() => void act(ask(client.removeSchedule({ params })))}
        />
      </span>
      <p class={isTroubled(schedule) ? 'fault' : 'hint'}>{summaryOf(schedule)}</p>
      {isEdited && session !== null && (
        <ScheduleForm
          session={session}
          text={schedule.text}
          schedule={schedule}
          onDone={() => {
            setEdited(false)
            again()
          }}
        />
      )}
    </li>
  )
}

/** True when the last run queued nothing. */
const isTroubled = ({ runs }: Schedule): boolean => (runs.at(-1)?.outcome ?? 'queued') !== 'queued'

const timeText = (at: string): string =>
  new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' })

function summaryOf(schedule: Schedule): string {
  const m = messages.value
  const { dueAt, remaining, runs } = schedule
  const last = runs.at(-1)
  const parts = [
    triggerText(schedule),
    ...(dueAt === null || schedule.at !== null ? [] : [m.nextRun(timeText(dueAt))]),
    ...(schedule.rule === null || remaining === 0 ? [] : [m.runsLeft(remaining)]),
    ...(last === undefined ? [] : [m.runOutcomes[last.outcome](timeText(last.at))]),
  ]
  return parts.join(' · ')
}

function triggerText({ at, rule, timeZone, after }: Schedule): string {
  const m = messages.value
  if (at !== null) return timeText(at)
  if (after !== null) return m.afterSession(shown(after))
  if (rule === null) return m.atLimitReset
  const { minute, hour, days } = everyDay(rule)
  const zone = timeZone === new Intl.DateTimeFormat().resolvedOptions().timeZone ? '' : ` (${timeZone ?? ''})`
  if (minute === undefined || hour === undefined) return `${rule}${zone}`
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}${zone}`
  return days === '*' ? m.dailyAt(time) : m.weekdaysAt(time)
}
