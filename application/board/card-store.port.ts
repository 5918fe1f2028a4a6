import type { Board } from '../../domain/board/card.js'
import type { StateStore } from '../shared/state-store.port.js'

/** The board. */
export type CardStore = StateStore<Board>
