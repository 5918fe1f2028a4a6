import '../styles/repo.css'
import type { VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { Link } from '../ui/link.js'

/** Key that opens the panel, and closes it while it has the focus. */
export const CONVERSATION_KEY = 'Mod+Shift+l'

interface Props {
  readonly session: string
  readonly view: 'conversation' | 'timeline'
}

/** Tabs of what happened in a session: what was said, and all of it on one axis. */
export function ConversationTabs({ session, view }: Props): VNode {
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
    </nav>
  )
}
