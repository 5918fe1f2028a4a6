import { computed, signal } from '@preact/signals'
import type { HubFacts, HubSettings } from '../hub/hub.js'
import { hub } from './the-hub.js'

/** What the hub said of itself last; `null` before it did. */
export const facts = signal<HubFacts | null>(null)

type StateFault = HubFacts['stateFaults'][number]

const hidden = signal<ReadonlySet<string>>(new Set())

/** State files that were not as they should be, less those the person has read about. */
export const stateFaults = computed(() =>
  (facts.value?.stateFaults ?? []).filter(({ file }) => !hidden.value.has(file)),
)

export function hideStateFault({ file }: StateFault): void {
  hidden.value = new Set([...hidden.value, file])
}

export async function readFacts(): Promise<void> {
  const answer = await hub.facts()
  if (answer.ok) facts.value = answer.value
}

/** Shows settings at once; what the hub then answers counts. */
export function patchSettings(change: Partial<HubSettings>): void {
  const told = facts.value
  if (told) facts.value = { ...told, settings: { ...told.settings, ...change } }
}
