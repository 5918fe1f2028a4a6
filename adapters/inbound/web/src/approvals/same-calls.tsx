import { Check, X } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { decideTogether, deciding, openApprovals, type Choice } from '../app/approvals.js'
import type { HubApproval } from '../app/hub/hub.js'
import { shown } from '../app/sessions.js'
import { Icon } from '../ui/icon.js'
import { placeTexts } from './place-texts.js'

/** Calls that wait with the same tool and the same input, this one among them. */
const sameAs = ({ tool, digest, kind }: HubApproval): ReadonlyArray<HubApproval> =>
  kind === 'permission' ? openApprovals.value.filter((one) => one.tool === tool && one.digest === digest) : []

/** Answers every call of this kind by one press. A card that is shown already stays as high as it is when another one comes. */
export function SameCalls({ approval }: { readonly approval: HubApproval }): VNode | null {
  const same = sameAs(approval)
  const [isOffered] = useState(same.length > 1)
  if (!isOffered) return null
  const m = placeTexts.value
  const others = same.filter(({ id }) => id !== approval.id).map(({ session }) => shown(session))
  const isOff = same.length < 2 || same.some(({ id }) => deciding.value.has(id))
  const send = (choice: Choice) => (): void => void decideTogether(same, choice)
  return (
    <div class="same-calls cluster wrap gap-8">
      <span class="faint text-1">{others.length > 0 ? m.sameCalls([...new Set(others)]) : m.noSameCalls}</span>
      <button type="button" class="button" disabled={isOff} onClick={send({ decision: 'allow' })}>
        <Icon of={Check} />
        {m.allowAll(same.length)}
      </button>
      <button type="button" class="button danger" disabled={isOff} onClick={send({ decision: 'deny' })}>
        <Icon of={X} />
        {m.denyAll(same.length)}
      </button>
    </div>
  )
}
