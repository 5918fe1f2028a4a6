import { computed, signal } from '@preact/signals'
import type { HubCli } from './hub/hub.js'
import { newest } from './newest.js'
import { part } from './snapshot.js'

/** Coding CLIs in the order of the picker; empty before the first response. */
export const clis = signal<ReadonlyArray<HubCli>>([])

export const readClis = newest(clis, part('clis')).again

const idAndName = ({ agent, name }: HubCli) => [agent, name] as const

/** Ids and names of the coding CLIs that report their calls. */
export const reportingAgents = computed(() => clis.value.filter(({ isReporting }) => isReporting).map(idAndName))

/** Ids and names of the coding CLIs whose conversations are read. */
export const recordedAgents = computed(() =>
  clis.value.filter(({ hasConversations }) => hasConversations).map(idAndName),
)

/** Name of an agent for people, its id where it has no other. */
export const agentName = (id: string): string => clis.value.find(({ agent }) => agent === id)?.name ?? id
