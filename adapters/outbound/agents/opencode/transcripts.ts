import type { AgentTranscripts } from '../../../../application/agents/agent-cli.port.js'
import { isJsonObject, type Json, type JsonObject } from '../../../../domain/approvals/canonical-json.js'
import { callDraft, entriesOf, type EntryDraft } from '../entry-drafts.js'
import { momentOf, recordOf, textOf } from '../row-values.js'
import { foldersOf } from './logs.js'
import { inputOf, toolName } from './tools.js'

/** Names of transcripts are ids of opencode, `ses_…`. Those of sub-agents are in folders further below and are not read. */
const NAME = /^([\w-]{1,128})\.jsonl$/

/** Conversations that the plugin writes. opencode 1.18.33 itself keeps them in a SQLite file. */
export const transcripts: AgentTranscripts = {
  folders: foldersOf('opencode-conversations'),
  depth: 0,
  conversationIn: (name) => NAME.exec(name)?.[1] ?? null,
  entriesIn: (row, start) =>
    isJsonObject(row)
      ? entriesOf({ row: start, at: momentOf(row['at']), isSubagent: false }, draftsIn(row['kind'], row))
      : [],
  folderIn: (row) => textOf(recordOf(row)['directory']),
  turnIn: null,
  resume: (id) => `opencode --session ${id}`,
  fork: (id) => `opencode --session ${id} --fork`,
  filesIn: ({ file_path, path }) => [file_path, path].filter((name) => typeof name === 'string'),
}

function draftsIn(kind: Json | undefined, row: JsonObject): ReadonlyArray<EntryDraft> {
  const { text, callId, exit } = row
  const whole = typeof text === 'string' ? text : ''
  const isError = row['isError'] === true
  switch (kind) {
    case 'prompt':
    case 'answer':
    case 'thinking':
      return whole === '' ? [] : [{ kind, whole }]
    case 'notice':
      return whole === '' ? [] : [{ kind, whole, isError }]
    case 'call':
      return callIn(row)
    case 'result':
      return typeof exit === 'number' && exit !== 0
        ? [{ kind, whole: `Exit code ${String(exit)}\n${whole}`, callId: textOf(callId), isError: true }]
        : [{ kind, whole, callId: textOf(callId), isError }]
    default:
      return []
  }
}

/** Tool that starts a sub-agent (1.18.33). */
const STARTER = 'task'

function callIn({ tool, callId, input }: JsonObject): ReadonlyArray<EntryDraft> {
  const name = textOf(tool)
  if (name === null) return []
  const named = inputOf(name, isJsonObject(input) ? input : {}) as JsonObject
  return [{ ...callDraft(toolName(name), textOf(callId), named), startsSubagent: name === STARTER }]
}
