import type { TurnFailureKind } from '../../../domain/attention/turn-failure.js'

const FAILURES: ReadonlyMap<number, TurnFailureKind> = new Map([
  [401, 'sign-in'],
  [402, 'billing'],
  [403, 'sign-in'],
  [404, 'model'],
  [429, 'rate-limit'],
  [529, 'overloaded'],
])

/** Reason of a failed turn by the status with which the model's service answered. */
export const failureOfStatus = (status: unknown): TurnFailureKind =>
  typeof status === 'number' ? (FAILURES.get(status) ?? (status >= 500 ? 'service' : 'request')) : 'unknown'
