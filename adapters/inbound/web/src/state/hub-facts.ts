import { computed, signal } from '@preact/signals'
import type { HubFacts, HubSettings } from '../hub/hub.js'
import { newest } from './newest.js'
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

const known = newest(facts, async () => {
  const answer = await hub.facts()
  return answer.ok ? answer.value : null
})

export const readFacts = known.again

/** Shows settings at once; what the hub then answers counts. */
export function patchSettings(change: Partial<HubSettings>): void {
  known.change((told) => ({ ...told, settings: { ...told.settings, ...change } }))
}
