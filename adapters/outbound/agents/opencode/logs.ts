import { join } from 'node:path'
import type { AgentLogs } from '../../../../application/agents/agent-cli.port.js'
import { agentId } from '../../../../domain/agents/agent-id.js'
import type { RowCounts, StopReason, UsageRow } from '../../../../domain/usage/row.js'
import { countOf, momentOf, recordOf, textOf } from '../row-values.js'

export const OPENCODE = agentId('opencode')

/** Folder of the plugin in the folder for data of the user. */
export const foldersOf =
  (name: string): AgentLogs['folders'] =>
  ([folder], home) => [join(folder ?? join(home, '.local', 'share'), 'penates', name)]

/** Logs of the plugin, in the folder for data of the user. opencode 1.18.33 itself keeps messages in a SQLite file. */
export const logs: AgentLogs = {
  folders: foldersOf('opencode'),
  isLog: (name) => name.endsWith('.jsonl'),
  lineTypes: [{ type: 'answer', containing: null }],
  areLinesIndependent: true,
  reader: () => ({ read: readUsageLine, closing: () => null, state: () => null }),
}

/** Reads the answer of a model in a line of the plugin. `null` for other lines and for lines without id or time. */
function readUsageLine(line: unknown): UsageRow | null {
  const row = recordOf(line)
  const [id, at] = [textOf(row['id']), momentOf(row['at'])]
  if (row['type'] !== 'answer' || id === null || at === null) return null
  const counts = countsOf(recordOf(row['tokens']))
  const isEmpty = Object.values(counts).every((count) => count === 0)
  const isFailed = row['isFailed'] === true
  if (isEmpty && !isFailed) return null
  return {
    id: `opencode ${id}`,
    at,
    origin: {
      agent: OPENCODE,
      model: isEmpty ? '' : (textOf(row['model']) ?? ''),
      variant: 'standard',
      session: textOf(row['session']) ?? '',
      directory: textOf(row['directory']),
      isCopy: false,
    },
    counts,
    kind: isEmpty ? 'error' : 'message',
    version: 0,
    stop: stopOf(row['finish']),
    tools: [],
    fork: null,
  }
}

/** opencode counts cached tokens and reasoning apart from input and output. */
function countsOf(tokens: Readonly<Record<string, unknown>>): RowCounts {
  const cache = recordOf(tokens['cache'])
  return {
    input: countOf(tokens['input']),
    output: countOf(tokens['output']) + countOf(tokens['reasoning']),
    cacheRead: countOf(cache['read']),
    cacheWrite: countOf(cache['write']),
    cacheWrite1h: 0,
  }
}

function stopOf(finish: unknown): StopReason | null {
  if (typeof finish !== 'string') return null
  if (finish === 'tool-calls') return 'toolUse'
  return finish === 'stop' ? 'endTurn' : 'other'
}
