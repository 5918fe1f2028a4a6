import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { JsonObject } from '../../domain/approvals/canonical-json.js'
import type { Unavailable } from '../shared/errors.js'

/** Reads the log of approvals back. */
export interface ApprovalHistory {
  /**
   * Records that hold one of the texts somewhere, oldest first. A line that is no JSON object is left out; the proof of
   * the chain is `LedgerProof`.
   */
  readonly mentioning: (texts: ReadonlyArray<string>) => TE.TaskEither<Unavailable, ReadonlyArray<JsonObject>>
}
