import type { Instant } from '../shared/instant.js'

/** Reason for which a turn ended in an error of the model's service; `unknown`: the agent reports none of the others. */
export type TurnFailure =
  'overloaded' | 'rate-limit' | 'sign-in' | 'billing' | 'model' | 'request' | 'output-length' | 'service' | 'unknown'

/** Turn that ended in an error of the model's service. */
export interface FailedTurn {
  readonly failure: TurnFailure
  /** Time of its end. */
  readonly at: Instant
}
