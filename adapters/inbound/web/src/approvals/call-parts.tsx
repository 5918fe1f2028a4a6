import { X } from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubApproval } from '../hub/hub.js'
import { messages } from '../i18n/messages.js'
import { deciding } from '../state/approvals.js'
import { KeyButton } from './key-button.js'

/** Name of the tool; questions and plans have a name in the person's language. */
export const callName = ({ kind, tool }: Pick<HubApproval, 'kind' | 'tool'>): string =>
  kind === 'permission' ? tool : messages.value.callKinds[kind]

/** Button that begins a denial. */
export function DenyButton({ approval, onPress }: { approval: HubApproval; onPress: () => void }): VNode {
  const m = messages.value
  const texts = { permission: m.deny, question: m.declineQuestions, plan: m.keepPlanning }
  return (
    <KeyButton shortcut="d" kind="danger" icon={X} disabled={deciding.value.has(approval.id)} onPress={onPress}>
      {texts[approval.kind]}
    </KeyButton>
  )
}
