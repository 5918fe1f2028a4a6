import type { Instant } from '../shared/instant.js'

/** Reason for which a turn ended in an error of the model's service; `unknown`: the agent reports none of the others. */
export type TurnFailureKind =
  'overloaded' | 'rate-limit' | 'sign-in' | 'billing' | 'model' | 'request' | 'output-length' | 'service' | 'unknown'

/** Error in which a turn ended. */
export interface TurnFailure {
  /** Reason. */
  readonly kind: TurnFailureKind
  /** Words of the agent, in one line; those of the kind when the agent has none. Never empty. */
  readonly text: string
}

/** Turn that ended in an error of the model's service. */
export interface FailedTurn {
  readonly failure: TurnFailure
  /** Time of its end. */
  readonly at: Instant
}

/** Meaning of each kind and the next step of the operator. */
export const FAILURE_TEXTS: Readonly<Record<TurnFailureKind, string>> = {
  overloaded: "The model's service is overloaded. Send the prompt again later.",
  'rate-limit': 'Rate limit reached. Send the prompt again later.',
  'sign-in': 'Sign-in was refused. Sign in again in the terminal.',
  billing: 'The account has no credit or is on hold. Check billing.',
  model: 'The model was not found. Choose another.',
  request: 'The request was refused.',
  'output-length': 'The answer was too long. Ask for a smaller step.',
  service: "The model's service failed. Send the prompt again.",
  unknown: 'The turn ended in an error.',
}

/** Longest words that are kept, in UTF-16 code units. */
const MAX_TEXT_LENGTH = 300

/** Failure in the words of an agent; any value that is no text counts as none. */
export function turnFailure(kind: TurnFailureKind, words: unknown): TurnFailure {
  const line = typeof words === 'string' ? words.slice(0, MAX_WORDS).replace(BLANKS, ' ').trim() : ''
  const text = line.length > MAX_TEXT_LENGTH ? `${line.slice(0, MAX_TEXT_LENGTH - 1).trimEnd()}…` : line
  return { kind, text: text === '' ? FAILURE_TEXTS[kind] : text }
}

/** Length that is read of the words of an agent. */
const MAX_WORDS = 10_000

/** White space and control characters. */
const BLANKS = /[\s\p{Cc}\p{Cf}]+/gu
