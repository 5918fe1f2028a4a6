import type { ComponentChildren, VNode } from 'preact'
import { REPO_WIDTH, repoWidth } from '../platform/preferences.js'
import { usePanelKeys } from '../repo/panel-keys.js'
import { go } from '../state/router.js'
import { SidePanel } from '../ui/side-panel.js'
import { CONVERSATION_KEY, ConversationTabs, type TabProps } from './conversation-tabs.js'

interface Props extends TabProps {
  readonly title: string
  readonly children: ComponentChildren
}

/** Panel of what happened in a session, with its tabs: beside its terminal, on phones in its place. */
export function SessionPanel({ session, view, title, children }: Props): VNode {
  const close = (): void => {
    go({ page: 'terminal', session })
  }
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
