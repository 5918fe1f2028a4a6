import '../repo/repo.css'
import type { ComponentChildren, VNode } from 'preact'
import { REPO_WIDTH, repoWidth } from '../app/platform/preferences.js'
import { usePanelKeys } from './panel-keys.js'
import { go } from '../app/router.js'
import { SidePanel } from './side-panel.js'
import { messages } from '../app/texts/messages.js'
import { Link } from './link.js'

/** Key that opens the panel, and closes it while it has the focus. */
const CONVERSATION_KEY = 'Mod+Shift+l'

interface TabProps {
  readonly session: string
  readonly view: 'conversation' | 'timeline' | 'recording'
}

interface Props extends TabProps {
  readonly title: string
  readonly children: ComponentChildren
}

/** Panel of what happened in a session, with its tabs: beside its terminal, on phones in its place. */
export function SessionPanel({ session, view, title, children }: Props): VNode {
  const close = (): void => go({ page: 'terminal', session })
  usePanelKeys(close, CONVERSATION_KEY)
  return (
    <SidePanel
      title={title}
      class={`${view}-panel`}
      size={{ width: repoWidth, ...REPO_WIDTH }}
      onClose={close}
      head={<ConversationTabs session={session} view={view} />}
    >
      {children}
    </SidePanel>
  )
}

/** Tabs of what happened in a session: what was said, all of it on one axis, and what its terminal showed. */
function ConversationTabs({ session, view }: TabProps): VNode {
  const m = messages.value
  return (
    <nav class="repo-tabs flex gap-2 shrink" aria-label={m.conversation}>
      <Link
        to={{ page: 'terminal', session, beside: { view: 'conversation' } }}
        class="repo-tab touch-size cluster medium nowrap"
        current={view === 'conversation'}
      >
        {m.conversation}
      </Link>
      <Link
        to={{ page: 'terminal', session, beside: { view: 'timeline' } }}
        class="repo-tab touch-size cluster medium nowrap"
        current={view === 'timeline'}
      >
        {m.timeline}
      </Link>
      <Link
        to={{ page: 'terminal', session, beside: { view: 'recording' } }}
        class="repo-tab touch-size cluster medium nowrap"
        current={view === 'recording'}
      >
        {m.recording}
      </Link>
    </nav>
  )
}
