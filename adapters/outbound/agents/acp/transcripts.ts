import type { AgentTranscripts } from '../../../../application/agents/agent-cli.port.js'
import { shellWord } from '../../../../domain/agents/command-line.js'
import { isJsonObject, type Json, type JsonObject } from '../../../../domain/approvals/canonical-json.js'
import { callDraft, type EntryDraft } from '../entry-drafts.js'
import { foldersOf } from '../opencode/logs.js'
import { recordOf, textOf } from '../row-values.js'
import { resultIn, writtenTranscripts } from '../written-rows.js'
import { toolOf } from './tools.js'

/** Name of the hub for a list of tasks, which a plan of the protocol is. */
const PLAN = 'TodoWrite'

/** Conversations that `penates acp` writes: `transcript.ts` of that command. */
export const transcripts: AgentTranscripts = {
  ...writtenTranscripts(foldersOf('acp-conversations'), draftsIn),
  programIn: (row) => programOf(recordOf(row)['program']),
  turnIn: null,
  resume: (id, program) => (program === null ? null : `penates acp --resume ${id} -- ${program}`),
  fork: null,
}

/** Command line of a program and its arguments; `null` for anything else. */
function programOf(words: unknown): string | null {
  const isProgram = Array.isArray(words) && words.length > 0 && words.every((word) => typeof word === 'string')
  return isProgram ? words.map(shellWord).join(' ') : null
}

function draftsIn(kind: Json | undefined, row: JsonObject, start: number): ReadonlyArray<EntryDraft> {
  const { entries } = row
  switch (kind) {
    case 'call':
      return callIn(row)
    case 'result':
      return [resultIn(row)]
    case 'plan':
      return Array.isArray(entries) ? planIn(entries, `plan ${String(start)}`) : []
    default:
      return []
  }
}

/** opencode 1.18.33 reports its plan as a call with this title alone. */
const PLAN_TITLE = 'todowrite'

/** A call without a name, such as one whose end alone was reported, is named by the protocol. */
function callIn({ call, callId, isLong }: JsonObject): ReadonlyArray<EntryDraft> {
  if (!isJsonObject(call)) return []
  const { tool_name, tool_input } = toolOf({ call })
  const name = textOf(tool_name) ?? 'tool_call'
  const draft = callDraft(name === PLAN_TITLE ? PLAN : name, textOf(callId), recordOf(tool_input) as JsonObject)
  return [isLong === true ? { ...draft, whole: textOf(call['title']) ?? draft.whole, input: null } : draft]
}

/** A plan is a list of tasks that is written at once. */
const planIn = (entries: ReadonlyArray<Json>, callId: string): ReadonlyArray<EntryDraft> => [
  callDraft(PLAN, callId, { todos: entries }),
  { kind: 'result', whole: '', callId },
]
