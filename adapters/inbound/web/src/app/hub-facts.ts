import { computed, signal } from '@preact/signals'
import type { HubFacts, HubSettings } from './hub/hub.js'
import { newest } from './newest.js'
import { part } from './snapshot.js'

/** Settings and status of the hub; `null` before the first response. */
export const facts = signal<HubFacts | null>(null)

type StateFault = HubFacts['stateFaults'][number]

const hidden = signal<ReadonlySet<string>>(new Set())

/** Damaged state files, without those whose notice was dismissed. */
export const stateFaults = computed(() =>
  (facts.value?.stateFaults ?? []).filter(({ file }) => !hidden.value.has(file)),
)

export function hideStateFault({ file }: StateFault): void {
  hidden.value = new Set([...hidden.value, file])
}

const known = newest(facts, part('hub'))

export const readFacts = known.again

/** Reads for a page that opens. */
export const readRecentFacts = known.recently

/** Optimistic update of the settings until the hub has answered. */
export function patchSettings(change: Partial<HubSettings>): void {
  known.change((told) => ({ ...told, settings: { ...told.settings, ...change } }))
}
