import { Undo2 } from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubApproval } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { span } from '../app/texts/relative-time.js'
import { deciding, takeBack } from '../app/approvals.js'
import { now } from '../app/now.js'
import { Link } from '../ui/link.js'
import { home, shown } from '../app/sessions.js'
import { VisibleText } from '../ui/visible-text.js'
import { KeyButton } from './key-button.js'
import { callLine } from './call-line.js'

interface Props {
  readonly approval: HubApproval
  readonly held: NonNullable<HubApproval['held']>
}

/** A decision that the agent does not have yet. */
export function HeldCard({ approval: { id, session, tool, preview }, held: { decision, until } }: Props): VNode {
  const m = messages.value
  return (
    <article class="approval is-held">
      <header>
        <Link to={{ page: 'terminal', session }}>{shown(session)}</Link>
        <h2>{decision === 'allow' ? m.allowed : m.denied}</h2>
        <span class="ellipsis fill faint text-1 mono">
          <VisibleText text={callLine({ tool, preview }, home.value)} />
        </span>
        <span class="approval-left to-end faint text-1 nowrap">
          {m.deliveredIn(span(Math.max(Date.parse(until) - now.value, 0)))}
        </span>
        <KeyButton shortcut="u" icon={Undo2} disabled={deciding.value.has(id)} onPress={() => void takeBack([id])}>
          {m.takeBack}
        </KeyButton>
      </header>
    </article>
  )
}
