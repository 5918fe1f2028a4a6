import { signal } from '@preact/signals'
import type { HubCli } from '../hub/hub.js'
import { newest } from './newest.js'
import { hub } from './the-hub.js'

/** Coding CLIs in the order of the picker; empty before the first response. */
export const clis = signal<ReadonlyArray<HubCli>>([])

const known = newest(clis, async () => {
  const answer = await hub.clis()
  return answer.ok ? answer.value : null
})

export const readClis = known.again
