import type { FinishRecords } from '../../../domain/board/finish.js'
import type { StateStore } from '../../shared/state-store.port.js'

/** Finishes. Each step of a finish is stored before the next one begins. */
export type FinishJournal = StateStore<FinishRecords>
