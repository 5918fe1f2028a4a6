import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import { recordOf, textOf } from '../row-values.js'

/** Tool that starts a sub-agent (0.171.0, `multi_agent_v1`). Its result has the id of the conversation of the sub-agent. */
export const STARTER = 'spawn_agent'

/** Text in every row that `readSubagentStart` reads. */
export const STARTED = 'agent_id'

/** Call that started a sub-agent. */
export interface SubagentStart {
  readonly callId: string
  readonly agentId: string
}

/** Reads the result of a call that started a sub-agent; `null` for other rows. */
export function readSubagentStart(line: unknown): SubagentStart | null {
  const { type, payload } = recordOf(line)
  const { type: kind, call_id, output } = recordOf(payload)
  if (type !== 'response_item' || kind !== 'function_call_output' || typeof output !== 'string') return null
  const [callId, agentId] = [textOf(call_id), textOf(recordOf(parseJson(output))[STARTED])]
  return callId === null || agentId === null ? null : { callId, agentId }
}

/** True for the first row of a sub-agent's rollout. */
export const isOfSubagent = (line: unknown): boolean =>
  textOf(recordOf(recordOf(line)['payload'])['parent_thread_id']) !== null
