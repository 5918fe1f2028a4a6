import type { AgentTranscripts } from '../../../../application/agents/agent-cli.port.js'
import { isJsonObject, type Json, type JsonObject } from '../../../../domain/approvals/canonical-json.js'
import { callDraft, type EntryDraft } from '../entry-drafts.js'
import { textOf } from '../row-values.js'
import { resultIn, writtenTranscripts } from '../written-rows.js'
import { foldersOf } from './logs.js'
import { inputOf, toolName } from './tools.js'

/** Conversations that the plugin writes. opencode 1.18.33 itself keeps them in a SQLite file. */
export const transcripts: AgentTranscripts = {
  ...writtenTranscripts(foldersOf('opencode-conversations'), draftsIn),
  turnIn: null,
  resume: (id) => `opencode --session ${id}`,
  fork: (id) => `opencode --session ${id} --fork`,
}

function draftsIn(kind: Json | undefined, row: JsonObject): ReadonlyArray<EntryDraft> {
  switch (kind) {
    case 'call':
      return callIn(row)
    case 'result':
      return [exitedIn(row)]
    default:
      return []
  }
}

/** Result of a call. A command that has failed says so in its first line. */
function exitedIn(row: JsonObject): EntryDraft {
  const { exit } = row
  const result = resultIn(row)
  return typeof exit === 'number' && exit !== 0
    ? { ...result, whole: `Exit code ${String(exit)}\n${result.whole}`, isError: true }
    : result
}

/** Tool that starts a sub-agent (1.18.33). */
const STARTER = 'task'

function callIn({ tool, callId, input }: JsonObject): ReadonlyArray<EntryDraft> {
  const name = textOf(tool)
  if (name === null) return []
  const named = inputOf(name, isJsonObject(input) ? input : {}) as JsonObject
  return [{ ...callDraft(toolName(name), textOf(callId), named), startsSubagent: name === STARTER }]
}
