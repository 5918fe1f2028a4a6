import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { CONVERSATION_KEY, ConversationTabs } from '../conversation/conversation-tabs.js'
import { messages } from '../i18n/messages.js'
import { REPO_WIDTH, repoWidth } from '../platform/preferences.js'
import { usePanelKeys } from '../repo/panel-keys.js'
import { go } from '../state/router.js'
import { Link } from '../ui/link.js'
import { SidePanel } from '../ui/side-panel.js'
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
  const close = (): void => {
    go({ page: 'terminal', session })
  }
  usePanelKeys(close, CONVERSATION_KEY)
  return (
    <SidePanel
      title={m.timeline}
      class="timeline-panel"
      size={{ width: repoWidth, ...REPO_WIDTH }}
      onClose={close}
      head={<ConversationTabs session={session} view="timeline" />}
    >
      {at !== null && (
        <p class="hint timeline-note">
          {m.timelineUntil(new Date(at).toLocaleString(document.documentElement.lang))}{' '}
          <Link to={{ page: 'terminal', session, beside: { view: 'timeline' } }}>{m.toNewest}</Link>
        </p>
      )}
      <FilteredTimeline key={at} {...{ session, readPage, at }} />
    </SidePanel>
  )
}
