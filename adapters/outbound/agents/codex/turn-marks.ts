import type { TurnMark } from '../../../../application/agents/agent-cli.port.js'
import { turnFailure, type TurnFailureKind } from '../../../../domain/attention/turn-failure.js'
import { momentOf, recordOf } from '../row-values.js'
import { failureOfStatus } from '../service-failures.js'

/** Rows that start or end a turn (0.171.0). */
const MARKS: ReadonlySet<unknown> = new Set(['task_started', 'task_complete', 'turn_aborted'])

/** Reads a row of a rollout as the start or end of a turn. */
export function readTurnMark(line: unknown): TurnMark | null {
  const { type, timestamp, payload } = recordOf(line)
  const event = recordOf(payload)
  if (type !== 'event_msg' || !MARKS.has(event['type'])) return null
  const at = momentOf(timestamp)
  const isFailed = event['type'] === 'task_complete' && isError(event['error'])
  return {
    failed:
      isFailed && at !== null
        ? { failure: turnFailure(kindOf(event['error']), recordOf(event['error'])['message']), at }
        : null,
  }
}

const isError = (error: unknown): boolean => typeof error === 'object' && error !== null

/** Reasons by the values of `codex_error_info` (0.171.0). */
const FAILURES: ReadonlyMap<unknown, TurnFailureKind> = new Map([
  ['unauthorized', 'sign-in'],
  ['usage_limit_exceeded', 'rate-limit'],
  ['rate_limit_exceeded', 'rate-limit'],
  ['session_budget_exceeded', 'billing'],
  ['server_overloaded', 'overloaded'],
  ['internal_server_error', 'service'],
  ['context_window_exceeded', 'request'],
  ['bad_request', 'request'],
  ['invalid_prompt', 'request'],
])

/** An object has the status of the service's answer below the name of the error. */
function kindOf(error: unknown): TurnFailureKind {
  const info = recordOf(error)['codex_error_info']
  if (typeof info === 'string') return FAILURES.get(info) ?? 'unknown'
  const [detail] = Object.values(recordOf(info))
  return failureOfStatus(recordOf(detail)['http_status_code'])
}
