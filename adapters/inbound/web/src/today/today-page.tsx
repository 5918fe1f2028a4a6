import '../repo/repo.css'
import './today.css'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { BOARD } from '../app/routing/board-route.js'
import { SCHEDULES, TODAY, type Route } from '../app/routing/route.js'
import { failureText } from '../app/failure-text.js'
import { hubNow } from '../app/platform/hub-clock.js'
import { projects as projectList, readProjects } from '../app/project-list.js'
import { sessionByName, shown } from '../app/sessions.js'
import { locale, messages } from '../app/texts/messages.js'
import { ask, client } from '../app/the-hub.js'
import { useSteadily } from '../app/use-steadily.js'
import { useReading } from '../app/use-reading.js'
import { queueRevision } from '../reply/queued-prompts.js'
import { absence } from '../timeline/absence.js'
import { ago } from '../ui/ago.js'
import { FailureNote } from '../ui/failure-note.js'
import { Header } from '../ui/header.js'
import { Link } from '../ui/link.js'
import { VisibleText } from '../ui/visible-text.js'
import { usd } from '../usage/words.js'
import { SchedulesView } from './schedules-view.js'
import { todayTexts, type Today } from './today-texts.js'

type Need = Today['needs'][number]
type ProjectDay = Today['projects'][number]

/** Time that is looked back on a device without an absence. */
const DAY_MS = 24 * 60 * 60_000

/** Interval of reads while a source is missing. */
const AGAIN_MS = 5_000

export interface TodayProps {
  readonly view: 'today' | 'schedules'
}

/** Changes since the last visit of this device, and all schedules and unsent prompts. */
export function TodayPage({ view }: TodayProps): VNode {
  const m = messages.value
  const since = absence.since.value
  useEffect(() => void readProjects(), [])
  const read = useReading(
    () => ask(client.readToday({ query: { since: absence.since.peek() ?? hubNow() - DAY_MS } })),
    queueRevision.value + (since ?? 0),
  )
  // The logs are read for the first time, or a source was busy.
  useSteadily(read.again, (read.value?.missing.length ?? 0) > 0 ? AGAIN_MS : null)
  const tab = (to: Route, label: string, isCurrent: boolean): VNode => (
    <Link to={to} class="repo-tab touch-size cluster medium nowrap" current={isCurrent}>
      {label}
    </Link>
  )
  return (
    <>
      <Header title={m.today}>
        <nav class="repo-tabs flex gap-2 shrink" aria-label={m.today}>
          {tab(TODAY, m.today, view === 'today')}
          {tab(SCHEDULES, m.schedules, view === 'schedules')}
        </nav>
      </Header>
      <div class="scroller shrink-y spring scroll relative today">
        {read.failure && <FailureNote failure={read.failure} onRetry={read.again} />}
        {view === 'schedules' ? (
          <SchedulesView unsent={read.value?.needs.filter(({ kind }) => kind === 'unsent') ?? null} />
        ) : read.value === null ? (
          !read.failure && <p class="faint late">{m.reading}</p>
        ) : (
          <Summary today={read.value} isAbsence={since !== null} />
        )}
      </div>
    </>
  )
}

function Summary({ today, isAbsence }: { readonly today: Today; readonly isAbsence: boolean }): VNode {
  const m = todayTexts.value
  const { since, needs, projects, missing } = today
  const time = new Date(since).toLocaleString(locale.value, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <>
      <section class="cluster wrap gap-12">
        <p class="today-since fill">{isAbsence ? m.since(time) : m.sinceYesterday}</p>
        <GoOn need={needs[0] ?? null} />
        {isAbsence && (
          <button type="button" class="button" onClick={absence.dismiss}>
            {m.startAgain}
          </button>
        )}
      </section>
      <section>
        <h2>{m.needs}</h2>
        {needs.length === 0 ? (
          <p class="faint">{m.nothingNeeds}</p>
        ) : (
          <ul class="today-needs">
            {needs.map((need, index) => (
              <NeedRow key={`${need.kind} ${need.session} ${need.id ?? ''} ${String(index)}`} need={need} />
            ))}
          </ul>
        )}
      </section>
      <section>
        <h2>{m.projects}</h2>
        {projects.length === 0 && <p class="faint">{m.nothingHappened}</p>}
        <ul class="today-projects">
          {projects.map((day) => (
            <ProjectCard key={day.project} day={day} />
          ))}
        </ul>
      </section>
      {missing.length > 0 && <p class="hint">{m.missing(missing.map((source) => m.sources[source]).join(', '))}</p>}
    </>
  )
}

const targetOf = ({ kind, session, waiting }: Need): Route => {
  if (kind === 'unsent' || kind === 'missed') return SCHEDULES
  return waiting > 0 ? { page: 'approvals' } : { page: 'terminal', session }
}

/** The one action to go on with: what needs the person first, else the board. */
function GoOn({ need }: { readonly need: Need | null }): VNode {
  const { goOn } = todayTexts.value
  const label = need === null ? goOn.none : need.waiting > 0 ? goOn.approvals : goOn[need.kind]
  return (
    <Link to={need === null ? BOARD : targetOf(need)} class="button primary">
      {label}
    </Link>
  )
}

function NeedRow({ need }: { readonly need: Need }): VNode {
  const m = todayTexts.value
  const { kind, session, at, text, failure, waiting } = need
  const detail =
    failure !== null
      ? failureText(failure)
      : kind === 'waiting'
        ? waiting > 0
          ? m.toAnswer(waiting)
          : m.inTerminal
        : text
  return (
    <li class={`today-need of-${kind} line-below`}>
      <Link to={targetOf(need)}>
        <b>{session === '' ? m.unknown : shown(session)}</b>
        <span>{m.kinds[kind]}</span>
        <span class="today-detail fill faint">
          <VisibleText text={detail} />
        </span>
        {at !== null && <time dateTime={at}>{ago(Date.parse(at))}</time>}
      </Link>
    </li>
  )
}

function ProjectCard({ day }: { readonly day: ProjectDay }): VNode {
  const m = todayTexts.value
  const { project, sessions, done, commits, lastCommit, costUsd, ruled, missed, unsent } = day
  const name = projectList.value?.find(({ id }) => id === project)?.displayName ?? project
  const figures = [
    [m.figures.done, done?.length ?? null],
    [m.figures.commits, commits],
    [m.figures.cost, costUsd === null ? null : usd(costUsd)],
    [m.figures.ruled, ruled],
    [m.figures.missed, missed],
    [m.figures.unsent, unsent],
  ] as const
  return (
    <li class="today-project box surface">
      <h3>
        {project === null ? (
          m.noProject
        ) : (
          <Link to={{ page: 'project', id: project, tab: 'plan', path: '' }}>{name}</Link>
        )}
      </h3>
      <dl>
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value ?? <span class="faint">{m.unknown}</span>}</dd>
          </div>
        ))}
      </dl>
      {done !== null && done.length > 0 && <p>{done.join(' · ')}</p>}
      {lastCommit !== null && (
        <p class="hint">
          <VisibleText text={lastCommit} />
        </p>
      )}
      {sessions.length > 0 && (
        <p class="today-sessions">
          {sessions.map((session) =>
            sessionByName.value.has(session) ? (
              <Link key={session} to={{ page: 'terminal', session, beside: { view: 'timeline' } }}>
                {shown(session)}
              </Link>
            ) : (
              <span key={session}>{shown(session)}</span>
            ),
          )}
        </p>
      )}
    </li>
  )
}
