import type { AgentLogs } from '../../../../application/agents/agent-cli.port.js'
import { agentId } from '../../../../domain/agents/agent-id.js'
import type { Instant } from '../../../../domain/shared/instant.js'
import type { RequestVariant } from '../../../../domain/usage/cell.js'
import type { CountedCall, RowCounts, RowOrigin, StopReason, UsageRow } from '../../../../domain/usage/row.js'
import { projectFolders } from './folders.js'
import { countOf, momentOf, recordOf, textOf } from '../row-values.js'

export const CLAUDE_CODE = agentId('claude-code')

/** Model name that Claude Code writes for answers it generated itself, such as error texts. */
const NO_MODEL = '<synthetic>'

/** Maximum number of tool calls read from one row. */
const MOST_CALLS = 256
/** Maximum length of a tool name in characters; longer names are cut. */
const MOST_NAME = 200

/** Transcripts. A message is the same however often it is read. */
export const logs: AgentLogs = {
  folders: projectFolders,
  isLog: (name) => name.endsWith('.jsonl'),
  lineTypes: [
    { type: 'assistant', containing: null },
    { type: 'system', containing: '"api_error"' },
  ],
  areLinesIndependent: true,
  reader: () => ({ read: readUsageRow, closing: () => null, state: () => null }),
}

/**
 * Reads the request in one line of a Claude Code transcript. Returns `null` for other lines and for lines without a
 * time. Messages are identified by the message id alone, because copies of a message may lack the request id.
 */
export function readUsageRow(line: unknown): UsageRow | null {
  const row = recordOf(line)
  if (row['type'] === 'assistant') return readAnswer(row)
  if (row['type'] === 'system' && row['subtype'] === 'api_error') return readFailure(row)
  return null
}

function readAnswer(row: Readonly<Record<string, unknown>>): UsageRow | null {
  const message = recordOf(row['message'])
  const usage = message['usage']
  const at = momentOf(row['timestamp'])
  if (at === null || typeof usage !== 'object' || usage === null || message['model'] === NO_MODEL) return null
  const counts = countsOf(recordOf(usage))
  const origin = originOf(row, textOf(message['model']) ?? '', variantOf(recordOf(usage)))
  return {
    id: textOf(message['id']) ?? rowId(row) ?? anonymousId(origin, at, counts),
    at,
    origin,
    counts,
    kind: 'message',
    version: 0,
    stop: stopOf(message['stop_reason']),
    tools: callsIn(message['content']),
    fork: null,
  }
}

function readFailure(row: Readonly<Record<string, unknown>>): UsageRow | null {
  const at = momentOf(row['timestamp'])
  if (at === null) return null
  const origin = originOf(row, '', 'standard')
  const id = `error ${textOf(row['uuid']) ?? anonymousId(origin, at, NO_COUNTS)}`
  return { id, at, origin, counts: NO_COUNTS, kind: 'error', version: 0, stop: null, tools: [], fork: null }
}

const NO_COUNTS: RowCounts = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 }

/**
 * Returns the counts of a message. The total of cache writes is used when it exceeds the sum of its parts, because some
 * versions write zeros for the parts.
 */
function countsOf(usage: Readonly<Record<string, unknown>>): RowCounts {
  const lifetimes = recordOf(usage['cache_creation'])
  const cacheWrite1h = countOf(lifetimes['ephemeral_1h_input_tokens'])
  const parts = cacheWrite1h + countOf(lifetimes['ephemeral_5m_input_tokens'])
  return {
    input: countOf(usage['input_tokens']),
    output: countOf(usage['output_tokens']),
    cacheRead: countOf(usage['cache_read_input_tokens']),
    cacheWrite: Math.max(countOf(usage['cache_creation_input_tokens']), parts),
    cacheWrite1h,
  }
}

const originOf = (row: Readonly<Record<string, unknown>>, model: string, variant: RequestVariant): RowOrigin => ({
  agent: CLAUDE_CODE,
  model,
  variant,
  session: textOf(row['sessionId']) ?? '',
  directory: textOf(row['cwd']),
  isCopy: row['forkedFrom'] !== undefined && row['forkedFrom'] !== null,
})

function variantOf(usage: Readonly<Record<string, unknown>>): RequestVariant {
  if (usage['service_tier'] === 'batch') return 'batch'
  return usage['speed'] === 'fast' ? 'fast' : 'standard'
}

const rowId = (row: Readonly<Record<string, unknown>>): string | null => textOf(row['requestId']) ?? textOf(row['uuid'])

/** Id derived from the content, so that copies of the row in other files have the same id. */
const anonymousId = ({ session, model }: RowOrigin, at: Instant, counts: RowCounts): string =>
  [session, model, at, counts.input, counts.output, counts.cacheRead, counts.cacheWrite].join(' ')

function stopOf(reason: unknown): StopReason | null {
  if (typeof reason !== 'string' || reason === '') return null
  return reason === 'tool_use' ? 'toolUse' : reason === 'end_turn' ? 'endTurn' : 'other'
}

function callsIn(content: unknown): ReadonlyArray<CountedCall> {
  if (!Array.isArray(content)) return NO_CALLS
  const calls: CountedCall[] = []
  for (const [place, raw] of content.entries()) {
    const block = recordOf(raw)
    const name = textOf(block['name'])
    if (block['type'] !== 'tool_use' || name === null) continue
    calls.push({ id: textOf(block['id']) ?? `${name} ${place}`, name: name.slice(0, MOST_NAME) })
    if (calls.length === MOST_CALLS) break
  }
  return calls
}

const NO_CALLS: ReadonlyArray<CountedCall> = []
