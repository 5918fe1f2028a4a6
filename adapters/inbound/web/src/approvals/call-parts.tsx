import { X } from 'lucide-preact'
import type { VNode } from 'preact'
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

/** Button that begins a denial. */
export function DenyButton({ approval, onPress }: { approval: HubApproval; onPress: () => void }): VNode {
  return (
    <KeyButton shortcut="d" kind="danger" icon={X} disabled={deciding.value.has(approval.id)} onPress={onPress}>
      {callTexts(approval).deny}
    </KeyButton>
  )
}
