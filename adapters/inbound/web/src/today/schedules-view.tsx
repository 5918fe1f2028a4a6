import type { VNode } from 'preact'
import { sessionByName, shown } from '../app/sessions.js'
import { ask, client } from '../app/the-hub.js'
import { useReading } from '../app/use-reading.js'
import '../reply/prompt-queue.css'
import { PromptButtons } from '../reply/prompt-buttons.js'
import { queueRevision } from '../reply/queued-prompts.js'
import { ScheduleRow } from '../reply/schedules.js'
import { FailureNote } from '../ui/failure-note.js'
import { Link } from '../ui/link.js'
import { todayTexts, type Today } from './today-texts.js'

interface Props {
  /** Prompts that may not have been sent; `null` before they were read. */
  readonly unsent: Today['needs'] | null
}

/** Scheduled prompts of all sessions, and prompts that may not have been sent, with what can be done about them. */
export function SchedulesView({ unsent }: Props): VNode {
  const m = todayTexts.value
  const { value, failure, again } = useReading(() => ask(client.listSchedules()), queueRevision.value)
  return (
    <>
      <section>
        <h2>{m.unsent}</h2>
        {unsent?.length === 0 && <p class="faint">{m.noUnsent}</p>}
        <ul class="today-prompts">
          {unsent?.map(({ id, session, text }) => (
            <UnsentRow key={id} id={id ?? ''} session={session} text={text} />
          ))}
        </ul>
      </section>
      <section>
        <h2>{m.allSchedules}</h2>
        {failure && <FailureNote failure={failure} onRetry={again} />}
        {value?.schedules.length === 0 && <p class="faint">{m.noSchedules}</p>}
        <ul class="today-prompts">
          {value?.schedules.map((schedule) => (
            <li key={schedule.id}>
              <SessionLink session={schedule.name} />
              <ul>
                <ScheduleRow
                  session={sessionByName.value.get(schedule.name) ?? null}
                  schedule={schedule}
                  again={again}
                />
              </ul>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}

const SessionLink = ({ session }: { readonly session: string }): VNode => (
  <Link to={{ page: 'terminal', session, beside: { view: 'conversation' } }}>{shown(session)}</Link>
)

interface UnsentProps {
  readonly id: string
  readonly session: string
  readonly text: string
}

const UnsentRow = ({ id, session, text }: UnsentProps): VNode => (
  <li>
    <SessionLink session={session} />
    <div class="queued cluster wrap gap-4">
      <p class="queued-text fill anywhere">{text}</p>
      <PromptButtons session={session} id={id} />
    </div>
  </li>
)
