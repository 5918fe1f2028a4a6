import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ChainEntry, ChainFault } from '../../domain/approvals/chain.js'
import type { Unavailable } from '../shared/errors.js'

/** The chained log of requests, decisions and outcomes. */
export interface ApprovalLedger {
  /**
   * Appends in the order of the calls; settles once the records survive a power cut. Those of one call follow each other
   * and are refused together.
   */
  readonly append: (...entries: ReadonlyArray<ChainEntry>) => TE.TaskEither<Unavailable, void>
  /** Records of these approvals, by id and in the order of the log. Reads all of it: for the start of the hub. */
  readonly recordsOf: (
    ids: ReadonlyArray<string>,
  ) => TE.TaskEither<Unavailable, ReadonlyMap<string, ReadonlyArray<ChainEntry>>>
}

/** Result of a check of the whole log. */
export interface LedgerReport {
  readonly records: number
  /** The first record that is not as it was written; `null` when all are. */
  readonly fault: ChainFault | null
}

/** Checks the log without changing it; the hub may be running and writing. */
export interface LedgerProof {
  /** Checks the whole chain. */
  readonly check: TE.TaskEither<Unavailable, LedgerReport>
}
