import '../repo/repo.css'
import type { VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { Link } from '../ui/link.js'

/** Key that opens the panel, and closes it while it has the focus. */
export const CONVERSATION_KEY = 'Mod+Shift+l'

export interface TabProps {
  readonly session: string
  readonly view: 'conversation' | 'timeline' | 'recording'
}

/** Tabs of what happened in a session: what was said, all of it on one axis, and what its terminal showed. */
export function ConversationTabs({ session, view }: TabProps): VNode {
  const m = messages.value
  return (
    <nav class="repo-tabs" aria-label={m.conversation}>
      <Link
        to={{ page: 'terminal', session, beside: { view: 'conversation' } }}
        class="repo-tab"
        current={view === 'conversation'}
      >
        {m.conversation}
      </Link>
      <Link
        to={{ page: 'terminal', session, beside: { view: 'timeline' } }}
        class="repo-tab"
        current={view === 'timeline'}
      >
        {m.timeline}
      </Link>
      <Link
        to={{ page: 'terminal', session, beside: { view: 'recording' } }}
        class="repo-tab"
        current={view === 'recording'}
      >
        {m.recording}
      </Link>
    </nav>
  )
}
