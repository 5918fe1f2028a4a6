import type { BodyOf } from './hub/hub.js'
import { sharedRead } from './hub/shared-read.js'
import { ask, client } from './the-hub.js'

/** Everything that the frame shows, read in one request. */
export type HubSnapshot = BodyOf<'readSnapshot'>

export const { read: readSnapshot, part, recentPart } = sharedRead<HubSnapshot>(() => ask(client.readSnapshot()))
