import { computed, signal } from '@preact/signals'
import type { HubApproval } from '../hub/hub.js'
import type { LiveEvent } from '../hub/live-events.js'
import { messages } from '../i18n/messages.js'
import { hub } from './the-hub.js'
import { toast } from './toasts.js'

/** Calls that wait for a decision, oldest first. */
export const approvals = signal<ReadonlyArray<HubApproval>>([])
/** Ids that this page has just sent a decision for. */
export const deciding = signal<ReadonlySet<string>>(new Set())

export const approvalsOf = computed(() => {
  const bySession = new Map<string, ReadonlyArray<HubApproval>>()
  for (const approval of approvals.value)
    bySession.set(approval.session, [...(bySession.get(approval.session) ?? []), approval])
  return bySession
})

let isReading = false
/** Grows with all that a list which is being read may not show. */
let happened = 0

/** One reading at a time, and another one after it where that came too early: an old list never replaces a newer one. */
async function refreshApprovals(): Promise<void> {
  happened += 1
  if (isReading) return
  isReading = true
  let since: number
  do {
    since = happened
    const answer = await hub.approvals()
    if (answer.ok && since === happened) approvals.value = answer.value
  } while (since !== happened)
  isReading = false
}

/** Cards come and go with the events; a list read after `hello` has what was missed. */
export function onApprovalEvent(event: LiveEvent): void {
  if (event.type === 'tool-approval-resolved') drop(event.id)
  else if (event.type === 'tool-approval-request' || event.type === 'hello' || event.type === 'session-renamed')
    void refreshApprovals()
}

function drop(id: string): void {
  happened += 1
  approvals.value = approvals.value.filter((approval) => approval.id !== id)
}

export interface Choice {
  readonly decision: 'allow' | 'deny'
  readonly reason?: string
  readonly updatedInput?: Readonly<Record<string, unknown>>
  readonly remember?: boolean
}

/** Sends a decision, bound to the input that this page has shown. Whether it was the one that counted. */
export async function decide({ id, digest }: HubApproval, choice: Choice): Promise<boolean> {
  const m = messages.value
  deciding.value = new Set([...deciding.value, id])
  const answer = await hub.decide(id, { ...choice, digest })
  deciding.value = new Set([...deciding.value].filter((one) => one !== id))
  if (answer.ok) {
    drop(id)
    return true
  }
  await refreshApprovals()
  const { failure } = answer
  const isOver = failure._tag === 'Refused' && failure.status === 404
  if (isOver) toast({ text: m.decidedElsewhere })
  else if (failure._tag === 'Refused') toast({ kind: 'failed', text: m.couldNotDecide(failure.error) })
  else if (failure._tag === 'Unreachable') toast({ kind: 'failed', text: m.couldNotDecide(m.hubUnreachable) })
  return false
}
