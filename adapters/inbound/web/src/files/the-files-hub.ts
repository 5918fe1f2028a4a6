import { filesHub } from '../hub/files.js'
import { toHub } from '../state/the-hub.js'

/** The files of the hub that served this page. */
export const filesOfHub = filesHub(toHub)
