import { ShieldAlert } from 'lucide-preact'
import type { VNode } from 'preact'
import { acknowledge, alarmsOf, type HubAlarm } from '../app/alarms.js'
import type { HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { shown } from '../app/sessions.js'
import { ago } from '../ui/ago.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { VisibleText } from '../ui/visible-text.js'

/** One alarm of an approval gate, on the approvals page. */
export function AlarmCard({ alarm }: { readonly alarm: HubAlarm }): VNode {
  const m = messages.value
  return (
    <article class="alarm" role="alert">
      <header>
        <Icon of={ShieldAlert} />
        <h2>{m.alarm[alarm.kind]}</h2>
        <Link to={{ page: 'terminal', session: alarm.session }}>{shown(alarm.session)}</Link>
        <span class="approval-left to-end faint text-1 nowrap">{m.alarmAgo(ago(Date.parse(alarm.at)))}</span>
      </header>
      <p>
        {alarm.kind !== 'weak-settings' && `${alarm.tool} `}
        <span class="mono">
          <VisibleText text={alarm.preview} />
        </span>
      </p>
      <p class="hint">{alarm.isPaused ? m.alarmPaused : m.alarmHint[alarm.kind]}</p>
      <button type="button" class="button" onClick={() => void acknowledge(alarm)}>
        {alarm.isPaused ? m.acknowledgeAndResume : m.acknowledge}
      </button>
    </article>
  )
}

/** Newest alarm of a session, on its tile. `null` without an alarm. */
export function TileAlarm({ session }: { readonly session: HubSession }): VNode | null {
  const m = messages.value
  const alarm = alarmsOf.value.get(session.name)?.at(-1)
  if (!alarm) return null
  return (
    <div class="tile-approval cluster gap-6 round tile-alarm" role="alert">
      <Icon of={ShieldAlert} />
      <span class="approval-what fill scroll text-1 anywhere">{m.alarm[alarm.kind]}</span>
      <Link to={{ page: 'approvals' }} class="button">
        {m.review}
      </Link>
    </div>
  )
}
