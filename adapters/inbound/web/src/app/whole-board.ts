import type { BodyOf } from './hub/hub.js'
import { sharedRead } from './hub/shared-read.js'
import { toHub } from './the-hub.js'

/** Cards, finishes and projects in one request. */
export const wholeBoard = sharedRead<BodyOf<'readBoard'>>(() => toHub.ask(toHub.client.readBoard(), ({ body }) => body))
