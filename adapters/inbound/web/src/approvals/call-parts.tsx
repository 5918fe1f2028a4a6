import { X } from 'lucide-preact'
import type { VNode } from 'preact'
import { visibleText } from '../../../../../domain/approvals/visible-text.js'
import type { HubApproval } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { deciding } from '../app/approvals.js'
import { KeyButton } from './key-button.js'

interface CallTexts {
  readonly name: string
  readonly allow: string
  readonly deny: string
  readonly open: string
}

/** Texts of a call by its kind; a tool keeps its own name. */
export const callTexts = ({ kind, tool }: Pick<HubApproval, 'kind' | 'tool'>): CallTexts => ({
  name: tool,
  ...messages.value.callTexts[kind],
})

/** Sub-agent that makes the call, before more text; nothing for the agent of the session. */
export const subagentBefore = ({ subagent }: Pick<HubApproval, 'subagent'>): string =>
  subagent === null ? '' : `${messages.value.bySubagent(visibleText(subagent))} · `

interface DenyProps {
  readonly approval: HubApproval
  /** Name of the button where it is not that of its kind. */
  readonly label?: string | undefined
  readonly onPress: () => void
}

/** Button that begins a denial. */
export function DenyButton({ approval, label, onPress }: DenyProps): VNode {
  return (
    <KeyButton shortcut="d" kind="danger" icon={X} disabled={deciding.value.has(approval.id)} onPress={onPress}>
      {label ?? callTexts(approval).deny}
    </KeyButton>
  )
}
