import * as E from 'fp-ts/lib/Either.js'
import { agentId } from '../../domain/agents/agent-id.js'
import type { ToolCall } from '../../domain/approvals/approval.js'
import { isJsonObject, type JsonObject } from '../../domain/approvals/canonical-json.js'
import { kindOf, type RequestKind } from '../../domain/approvals/question.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Unavailable } from '../shared/errors.js'
import type { ApprovalHistory, LogPart } from './approval-history.port.js'

/** Call in the log of approvals. */
export interface RecordedCall extends Pick<ToolCall, 'tool' | 'cwd' | 'agent' | 'toolUseId'> {
  readonly kind: RequestKind
  /** Name of the session at that time. */
  readonly session: string
  /** `null` when it was too long to be recorded. */
  readonly input: JsonObject | null
  readonly preview: string
  readonly at: Instant
}

/** Call whose request or refusal is recorded; `null` for other records. */
export function recordedCall(record: JsonObject): RecordedCall | null {
  const { kind, session, gate, tool, input, cwd, preview, toolUseId, agent, at } = record
  if ((kind !== 'request' && kind !== 'refusal') || typeof tool !== 'string' || typeof at !== 'string') return null
  return {
    kind: kindOf({ tool, gate: typeof gate === 'string' ? gate : '' }),
    session: typeof session === 'string' ? session : '',
    tool,
    cwd: typeof cwd === 'string' ? cwd : null,
    input: isJsonObject(input) ? input : null,
    preview: typeof preview === 'string' ? preview : '',
    toolUseId: typeof toolUseId === 'string' ? toolUseId : null,
    ...(typeof agent === 'string' ? { agent: agentId(agent) } : {}),
    at: Date.parse(at),
  }
}

/** Parts of the log from its end to its start. A failure is the last one. */
export async function* logParts(
  history: Pick<ApprovalHistory, 'before'>,
): AsyncGenerator<E.Either<Unavailable, LogPart>, void> {
  let before: number | null = null
  do {
    const part: E.Either<Unavailable, LogPart> = await history.before(before)()
    yield part
    before = E.isRight(part) ? part.right.before : null
  } while (before !== null)
}
