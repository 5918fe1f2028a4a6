import { BookmarkCheck } from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubApproval } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { decide, deciding } from '../app/approvals.js'
import { VisibleText } from '../ui/visible-text.js'
import { agentOf } from '../app/cli-of-session.js'
import { KeyButton } from './key-button.js'

/** List of what the agent's own dialog would store with an allow, and the button that lets it. */
export function AgentMemory({ approval }: { readonly approval: HubApproval }): VNode {
  const m = messages.value
  const agent = agentOf(approval.session)
  return (
    <section class="agent-memory" aria-label={m.agentWouldStore(agent)}>
      <p class="hint" data-tip={m.agentMemoryHint}>
        {m.agentWouldStore(agent)}
      </p>
      <ul>
        {approval.agentMemory.map(({ kind, items, scope }, index) => (
          <li key={index}>
            {m.agentMemoryKinds[kind]}{' '}
            {items.map((item) => (
              <code key={item}>
                <VisibleText text={item} />
              </code>
            ))}{' '}
            {m.agentMemoryScopes[scope]}
          </li>
        ))}
      </ul>
      <KeyButton
        shortcut="m"
        icon={BookmarkCheck}
        disabled={deciding.value.has(approval.id)}
        onPress={() => void decide(approval, { decision: 'allow', agentRemembers: true })}
      >
        {m.letAgentRemember}
      </KeyButton>
    </section>
  )
}
