import { serverHub } from '../hub/server-hub.js'
import { toHub } from '../state/the-hub.js'

/** The hub that served this page, about itself. */
export const server = serverHub(toHub)
