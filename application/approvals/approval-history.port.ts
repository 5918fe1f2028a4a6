import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { JsonObject } from '../../domain/approvals/canonical-json.js'
import type { Unavailable } from '../shared/errors.js'

/** A record, and the position in the log at which it starts. */
export interface PlacedRecord {
  /** Record as it was written. */
  readonly record: JsonObject
  /** Byte of the log at which its line starts. */
  readonly start: number
}

/** Part of the log. */
export interface LogPart {
  /** Newest first. */
  readonly records: ReadonlyArray<PlacedRecord>
  /** Position at which the next older part ends; `null` at the start of the log. */
  readonly before: number | null
}

/** Reads the log of approvals back. */
export interface ApprovalHistory {
  /**
   * Records that contain one of the texts, oldest first. A line that is no JSON object is left out; `LedgerProof` checks
   * the chain.
   */
  readonly mentioning: (texts: ReadonlyArray<string>) => TE.TaskEither<Unavailable, ReadonlyArray<JsonObject>>
  /**
   * Part of the log that ends before a position, or its end for `null`. A position beyond the log is its end; a line that
   * is cut by it, or that is no JSON object, is left out.
   */
  readonly before: (position: number | null) => TE.TaskEither<Unavailable, LogPart>
}
