import { computed, signal } from '@preact/signals'
import { sessionByName, sessions } from '../app/sessions.js'

const chosen = signal<ReadonlySet<string>>(new Set())

/** Selected sessions. Sessions that no longer exist are left out. */
export const selected = computed(() => (sessions.value ?? []).filter(({ name }) => chosen.value.has(name)))

export const isSelected = (name: string): boolean => chosen.value.has(name)

export function toggleSelected(name: string): void {
  const next = new Set([...chosen.value].filter((one) => sessionByName.value.has(one)))
  if (!next.delete(name)) next.add(name)
  chosen.value = next
}

export function clearSelection(): void {
  if (chosen.value.size > 0) chosen.value = new Set()
}
