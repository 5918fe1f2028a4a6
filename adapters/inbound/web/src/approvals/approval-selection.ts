import { computed, signal } from '@preact/signals'
import { openApprovals } from '../app/approvals.js'

const chosen = signal<ReadonlySet<string>>(new Set())

/** Selected approvals that still wait for a decision. */
export const selectedApprovals = computed(() => openApprovals.value.filter(({ id }) => chosen.value.has(id)))

export function toggleApproval(id: string): void {
  const next = new Set(selectedApprovals.value.map((one) => one.id))
  if (!next.delete(id)) next.add(id)
  chosen.value = next
}

export function selectAllApprovals(): void {
  chosen.value = new Set(openApprovals.value.map(({ id }) => id))
}

export function clearApprovalSelection(): void {
  chosen.value = new Set()
}
