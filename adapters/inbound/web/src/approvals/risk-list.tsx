import type { VNode } from 'preact'
import type { RiskKind } from '../../../../../domain/approvals/risk.js'
import { messages } from '../app/texts/messages.js'

interface Props {
  readonly kinds: ReadonlyArray<RiskKind>
  readonly hint?: string
}

/** Marks on what a call can do; nothing for a call without any. */
export function RiskList({ kinds, hint }: Props): VNode | null {
  const m = messages.value
  if (kinds.length === 0) return null
  return (
    <ul class="risks flex wrap gap-6" data-tip={hint}>
      {kinds.map((kind) => (
        <li key={kind}>{m.risk[kind]}</li>
      ))}
    </ul>
  )
}
