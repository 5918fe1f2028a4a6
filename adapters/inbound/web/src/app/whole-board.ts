import type { BodyOf } from './hub/hub.js'
import { sharedRead } from './hub/shared-read.js'
import { ask, client } from './the-hub.js'

/** Cards, finishes and projects in one request. */
export const wholeBoard = sharedRead<BodyOf<'readBoard'>>(() => ask(client.readBoard()))
