import type { TurnMark } from '../../../../application/agents/agent-cli.port.js'
import { isJsonObject } from '../../../../domain/approvals/canonical-json.js'
import { turnFailure, type TurnFailure, type TurnFailureKind } from '../../../../domain/attention/turn-failure.js'
import { momentOf, recordOf, textOf } from '../row-values.js'
import { failureOfStatus } from '../service-failures.js'

/** Kinds by the values of `error`; those of Claude Code 2.1.332. */
const KINDS: ReadonlyMap<unknown, TurnFailureKind> = new Map([
  ['overloaded', 'overloaded'],
  ['rate_limit', 'rate-limit'],
  ['authentication_failed', 'sign-in'],
  ['oauth_org_not_allowed', 'sign-in'],
  ['verification_required', 'sign-in'],
  ['cloud_credential_error', 'sign-in'],
  ['billing_error', 'billing'],
  ['account_on_hold', 'billing'],
  ['model_not_found', 'model'],
  ['invalid_request', 'request'],
  ['max_output_tokens', 'output-length'],
  ['server_error', 'service'],
])

/**
 * Failure by `error` and the words of the CLI. Status 400 has the error `unknown` and is in the words alone: "API Error: 400 …"
 * (2.1.197, 2.1.332).
 */
export function failureOf(error: unknown, words: unknown): TurnFailure {
  const kind = KINDS.get(error)
  const [, status] = typeof words === 'string' && kind === undefined ? (/API Error: (\d{3})\b/.exec(words) ?? []) : []
  return turnFailure(kind ?? failureOfStatus(status === undefined ? null : Number(status)), words)
}

/**
 * Reads a row of the conversation as a mark of its turn: the row of an error ends it, and any later row belongs to another one
 * (2.1.197, 2.1.332). Rows of sub-agents and of the program itself do not count.
 */
export function readTurnMark(row: unknown): TurnMark | null {
  if (!isJsonObject(row) || (row['type'] !== 'user' && row['type'] !== 'assistant') || row['isSidechain'] === true)
    return null
  const at = momentOf(row['timestamp'])
  if (row['isApiErrorMessage'] !== true || at === null) return { failed: null }
  const { content } = recordOf(row['message'])
  const words = Array.isArray(content)
    ? content.map((block) => textOf(recordOf(block)['text']) ?? '').join(' ')
    : content
  return { failed: { failure: failureOf(row['error'], words), at } }
}
