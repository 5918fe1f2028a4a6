import { boardHub } from '../hub/board-hub.js'
import { toHub } from '../state/the-hub.js'

/** The board of the hub that served this page. */
export const board = boardHub(toHub)
