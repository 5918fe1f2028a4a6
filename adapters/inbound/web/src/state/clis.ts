import { signal } from '@preact/signals'
import type { HubCli } from '../hub/hub.js'
import { newest } from './newest.js'
import { part } from './snapshot.js'

/** Coding CLIs in the order of the picker; empty before the first response. */
export const clis = signal<ReadonlyArray<HubCli>>([])

export const readClis = newest(clis, part('clis')).again
