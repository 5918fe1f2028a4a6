import './absence.css'
import { X } from 'lucide-preact'
import type { VNode } from 'preact'
import type { BodyOf } from '../app/hub/hub.js'
import { locale, messages } from '../app/texts/messages.js'
import { failureText } from '../app/failure-text.js'
import { TODAY } from '../app/routing/route.js'
import { absence } from './absence.js'
import { sessionByName, shown } from '../app/sessions.js'
import { ask, client } from '../app/the-hub.js'
import { useReading } from '../app/use-reading.js'
import { clockOrDay } from '../ui/ago.js'
import { IconButton } from '../ui/icon-button.js'
import { Link } from '../ui/link.js'
import { stateWord } from '../ui/session-states.js'
import { VisibleText } from '../ui/visible-text.js'
import { usd } from '../usage/words.js'

type News = BodyOf<'readAbsence'>['sessions'][number]

/** Changes of the sessions since the last visible visit of this device; nothing when there are none. */
export function AbsenceNews({ since }: { readonly since: number }): VNode | null {
  const m = messages.value
  const { value } = useReading(() => {
    const query = { since }
    return ask(client.readAbsence({ query }))
  }, 0)
  if (value === null || value.sessions.length === 0) return null
  return (
    <section class="absence box surface" aria-label={m.sinceYouLeft}>
      <header>
        <h2>{m.sinceYouLeft}</h2>
        <time class="hint" dateTime={value.since} data-tip={new Date(value.since).toLocaleString(locale.value)}>
          {clockOrDay(since)}
        </time>
        <span class="spring" />
        <Link to={TODAY} class="button">
          {m.today}
        </Link>
        <IconButton icon={X} label={m.dismiss} onPress={absence.dismiss} />
      </header>
      <ul>
        {value.sessions.map((news) => (
          <li key={news.session}>
            {sessionByName.value.has(news.session) ? (
              <Link to={{ page: 'terminal', session: news.session, beside: { view: 'timeline' } }}>
                {shown(news.session)}
              </Link>
            ) : (
              <b>{shown(news.session)}</b>
            )}
            <span>{factsOf(news).join(' · ')}</span>
            {news.lastCommit !== null && (
              <span class="hint">
                <VisibleText text={news.lastCommit} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {value.missing.length > 0 && (
        <p class="hint">{m.timelineMissing(value.missing.map((source) => m.timelineSources[source]).join(', '))}</p>
      )}
    </section>
  )
}

function factsOf({
  isNew,
  isOver,
  activity,
  failure,
  waiting,
  decided,
  commits,
  costUsd,
}: News): ReadonlyArray<string> {
  const m = messages.value
  const { allowed, denied } = decided
  const facts = [
    isNew && m.startedSince,
    isOver && m.endedSince,
    failure !== null
      ? m.turnFailedSince(failureText(failure))
      : activity !== null && activity !== 'unknown' && stateWord(activity),
    waiting > 0 && m.waitingNow(waiting),
    allowed > 0 && m.allowedSince(allowed),
    denied > 0 && m.deniedSince(denied),
    decided['left-to-terminal'] > 0 && m.askedInTerminal(decided['left-to-terminal']),
    commits > 0 && m.commitsSince(commits),
    costUsd > 0 && usd(costUsd),
  ]
  return facts.filter((fact) => fact !== false)
}
