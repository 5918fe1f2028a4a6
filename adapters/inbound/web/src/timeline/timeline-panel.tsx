import { conversationTexts } from '../app/texts/conversation-texts.js'
import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { SessionPanel } from '../ui/session-panel.js'
import { messages } from '../app/texts/messages.js'
import { Link } from '../ui/link.js'
import { FilteredTimeline } from './filtered-timeline.js'
import { sessionTimeline } from './timeline.js'

interface Props {
  readonly session: string
  /** Time that it begins at; `null` for now. */
  readonly at: number | null
}

/** Time line of a session beside its terminal, on phones in its place. */
export function TimelinePanel({ session, at }: Props): VNode {
  const m = messages.value
  const name = useRef(session)
  name.current = session
  const [readPage] = useState(() => sessionTimeline(() => name.current))
  return (
    <SessionPanel session={session} view="timeline" title={m.timeline}>
      {at !== null && (
        <p class="hint timeline-note line-below">
          {m.timelineUntil(new Date(at).toLocaleString(document.documentElement.lang))}{' '}
          <Link to={{ page: 'terminal', session, beside: { view: 'timeline' } }}>
            {conversationTexts.value.toNewest}
          </Link>
        </p>
      )}
      <FilteredTimeline key={at} {...{ session, readPage, at }} />
    </SessionPanel>
  )
}
