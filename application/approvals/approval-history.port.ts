import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { JsonObject } from '../../domain/approvals/canonical-json.js'
import type { Unavailable } from '../shared/errors.js'

/** Reads the log of approvals back. */
export interface ApprovalHistory {
  /**
   * Records that contain one of the texts, oldest first. A line that is no JSON object is left out; `LedgerProof` checks
   * the chain.
   */
  readonly mentioning: (texts: ReadonlyArray<string>) => TE.TaskEither<Unavailable, ReadonlyArray<JsonObject>>
}
