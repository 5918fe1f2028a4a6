import '../styles/timeline.css'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { CONVERSATION_KEY, ConversationTabs } from '../conversation/conversation-tabs.js'
import { messages } from '../i18n/messages.js'
import { REPO_WIDTH, repoWidth } from '../platform/preferences.js'
import { usePanelKeys } from '../repo/panel-keys.js'
import { go } from '../state/router.js'
import { Segments } from '../ui/segments.js'
import { SidePanel } from '../ui/side-panel.js'
import { GROUPS, type Group } from './timeline.js'
import { TimelineRows } from './timeline-rows.js'

/** Time line of a session beside its terminal, on phones in its place. */
export function TimelinePanel({ session }: { readonly session: string }): VNode {
  const m = messages.value
  const [group, setGroup] = useState<Group>('all')
  const close = (): void => {
    go({ page: 'terminal', session })
  }
  usePanelKeys(close, CONVERSATION_KEY)
  const groups = Object.keys(GROUPS) as ReadonlyArray<Group>
  return (
    <SidePanel
      title={m.timeline}
      class="timeline-panel"
      size={{ width: repoWidth, ...REPO_WIDTH }}
      onClose={close}
      head={<ConversationTabs session={session} view="timeline" />}
    >
      <div class="timeline-filter">
        <Segments
          label={m.timelineShows}
          value={group}
          options={groups.map((one) => [one, m.timelineGroups[one]] as const)}
          onChoose={setGroup}
        />
      </div>
      <TimelineRows key={group} session={session} group={group} />
    </SidePanel>
  )
}
