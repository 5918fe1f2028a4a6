import { isJsonObject, type Json, type JsonObject } from '../../../../domain/approvals/canonical-json.js'
import type { ToolResult } from '../../../../application/approvals/tool-results.port.js'
import type { TranscriptCall } from '../../../../domain/approvals/tool-call.js'
import type { Instant } from '../../../../domain/shared/instant.js'

/** Tool calls and results in one row of a transcript. */
export interface TranscriptRow {
  /** Conversation id assigned by the agent; `null` when the row has none. */
  readonly conversation: string | null
  /** Working folder of the agent; `null` when the row has none. */
  readonly cwd: string | null
  /** Time of the row; `null` when it has none. */
  readonly at: Instant | null
  readonly calls: ReadonlyArray<TranscriptCall>
  /** Calls that have run, whether they succeeded or failed. */
  readonly ran: ReadonlyArray<RanCall>
}

/** Result of a call, by the agent's id of it. */
export type RanCall = Pick<ToolResult, 'mayBeRefusal'> & Pick<TranscriptCall, 'toolUseId'>

const MAX_ID_LENGTH = 200

/** Reads a row (2.1.197, 2.1.332). Returns `null` for a row without tool calls or results. */
export function readTranscriptRow(row: unknown): TranscriptRow | null {
  if (!isJsonObject(row) || !isJsonObject(row['message'])) return null
  const { content } = row['message']
  if (!Array.isArray(content)) return null
  const calls: TranscriptCall[] = []
  const ran: RanCall[] = []
  // 2.1.332 says so in the row; 2.1.197 does not.
  const isDenied = row['toolDenialKind'] !== undefined
  for (const block of content as ReadonlyArray<Json>) {
    if (!isJsonObject(block)) continue
    if (block['type'] === 'tool_use') addCall(block, calls)
    else if (block['type'] === 'tool_result' && !isDenied) addRun(block, ran)
  }
  if (calls.length === 0 && ran.length === 0) return null
  const { cwd } = row
  return {
    conversation: idOf(row['sessionId']),
    cwd: typeof cwd === 'string' ? cwd : null,
    at: timeOf(row['timestamp']),
    calls,
    ran,
  }
}

/** Ids of the calls whose results are in a row, refused ones too. */
export function resultsOf(row: unknown): ReadonlyArray<string> {
  const content = isJsonObject(row) && isJsonObject(row['message']) ? row['message']['content'] : null
  if (!Array.isArray(content)) return []
  return (content as ReadonlyArray<Json>).flatMap((block) => {
    const id = isJsonObject(block) && block['type'] === 'tool_result' ? idOf(block['tool_use_id']) : null
    return id === null ? [] : [id]
  })
}

const idOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH ? value : null

/** Time of a row; `null` when it has none. */
export function timeOf(value: Json | undefined): Instant | null {
  const at = typeof value === 'string' ? Date.parse(value) : NaN
  return Number.isNaN(at) ? null : at
}

function addCall({ id, name, input }: JsonObject, calls: TranscriptCall[]): void {
  const toolUseId = idOf(id)
  if (toolUseId === null || typeof name !== 'string') return
  calls.push({ toolUseId, tool: name, input: isJsonObject(input) ? input : {} })
}

function addRun({ tool_use_id, is_error, content }: JsonObject, ran: RanCall[]): void {
  const toolUseId = idOf(tool_use_id)
  const failure = is_error === true ? textOf(content) : null
  if (toolUseId === null || (failure !== null && REFUSALS.some((refusal) => refusal.test(failure)))) return
  ran.push({ toolUseId, ...(failure === null || COMMAND_FAILED.test(failure) ? {} : { mayBeRefusal: true as const }) })
}

const textOf = (content: Json | undefined): string =>
  typeof content === 'string' ? content : JSON.stringify(content ?? '')

/**
 * Failed results of tools that did not run: refused by a hook, a rule, the person or the auto mode, or invalid calls
 * (2.1.197, 2.1.332). With another beginning, a failed result is that of a tool that ran, or the bare reason of the hook
 * that refused it last (2.1.197).
 */
const REFUSALS: ReadonlyArray<RegExp> = [
  /^(Error: )?PreToolUse:\S+ hook (error|returned)/,
  /^Penates refused this/,
  /^Not decided by a person/,
  /^<tool_use_error>/,
  /^The user doesn't want to (proceed with|take) this/,
  /^Permission (to use|for this)/,
  /^\[Request interrupted by user/,
]

/** Failed results of commands that ran (2.1.197, 2.1.332). */
const COMMAND_FAILED = /^Exit code \d/
