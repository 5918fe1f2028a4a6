import { computed, signal } from '@preact/signals'
import type { HubApproval } from '../hub/hub.js'
import type { LiveEvent } from '../hub/live-events.js'
import { messages } from '../i18n/messages.js'
import { because } from './failed.js'
import { newest } from './newest.js'
import { hub } from './the-hub.js'
import { toast } from './toasts.js'

/** Pending approvals, oldest first. */
export const approvals = signal<ReadonlyArray<HubApproval>>([])
/** Ids of approvals with a decision in progress. */
export const deciding = signal<ReadonlySet<string>>(new Set())

export const approvalsOf = computed(() => {
  const bySession = new Map<string, ReadonlyArray<HubApproval>>()
  for (const approval of approvals.value)
    bySession.set(approval.session, [...(bySession.get(approval.session) ?? []), approval])
  return bySession
})

const list = newest(approvals, async () => {
  const answer = await hub.approvals()
  return answer.ok ? answer.value : null
})

/** Events add and remove approvals. The list is read again after `hello`, which covers missed events. */
export function onApprovalEvent(event: LiveEvent): void {
  if (event.type === 'tool-approval-resolved') drop(event.id)
  else if (event.type === 'tool-approval-request' || event.type === 'hello' || event.type === 'session-renamed')
    void list.again()
}

function drop(id: string): void {
  list.change((all) => all.filter((approval) => approval.id !== id))
}

export interface Choice {
  readonly decision: 'allow' | 'deny'
  readonly reason?: string
  readonly updatedInput?: Readonly<Record<string, unknown>>
  readonly remember?: boolean
}

/** Sends a decision that is bound to the displayed input by its digest. Resolves to true when it took effect. */
export async function decide({ id, digest }: HubApproval, choice: Choice): Promise<boolean> {
  const m = messages.value
  deciding.value = new Set([...deciding.value, id])
  const answer = await hub.decide(id, { ...choice, digest })
  deciding.value = new Set([...deciding.value].filter((one) => one !== id))
  if (answer.ok) {
    drop(id)
    return true
  }
  await list.again()
  const { failure } = answer
  const isOver = failure._tag === 'Refused' && failure.status === 404
  if (isOver) toast({ text: m.decidedElsewhere })
  else if (failure._tag === 'Refused') toast({ kind: 'failed', text: m.couldNotDecide(failure.error) })
  else if (failure._tag !== 'Unauthorized') toast({ kind: 'failed', text: m.couldNotDecide(because(failure)) })
  return false
}
