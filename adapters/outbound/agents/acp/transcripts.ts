import type { AgentTranscripts } from '../../../../application/agents/agent-cli.port.js'
import { shellWord } from '../../../../domain/agents/command-line.js'
import { isJsonObject, type Json, type JsonObject } from '../../../../domain/approvals/canonical-json.js'
import { callDraft, entriesOf, type EntryDraft } from '../entry-drafts.js'
import { foldersOf } from '../opencode/logs.js'
import { momentOf, recordOf, textOf } from '../row-values.js'
import { toolOf } from './tools.js'

const NAME = /^([\w-]{1,128})\.jsonl$/
/** Name of the hub for a list of tasks, which a plan of the protocol is. */
const PLAN = 'TodoWrite'

/** Conversations that `penates acp` writes: `transcript.ts` of that command. */
export const transcripts: AgentTranscripts = {
  folders: foldersOf('acp-conversations'),
  depth: 0,
  conversationIn: (name) => NAME.exec(name)?.[1] ?? null,
  entriesIn: (row, start) =>
    isJsonObject(row)
      ? entriesOf({ row: start, at: momentOf(row['at']), isSubagent: false }, draftsIn(row['kind'], row, start))
      : [],
  folderIn: (row) => textOf(recordOf(row)['directory']),
  programIn: (row) => programOf(recordOf(row)['program']),
  turnIn: null,
  resume: (id, program) => (program === null ? null : `penates acp --resume ${id} -- ${program}`),
  fork: null,
  filesIn: ({ file_path, path }) => [file_path, path].filter((name) => typeof name === 'string'),
}

/** Command line of a program and its arguments; `null` for anything else. */
function programOf(words: unknown): string | null {
  const isProgram = Array.isArray(words) && words.length > 0 && words.every((word) => typeof word === 'string')
  return isProgram ? words.map(shellWord).join(' ') : null
}

function draftsIn(kind: Json | undefined, row: JsonObject, start: number): ReadonlyArray<EntryDraft> {
  const { text, callId, entries } = row
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
      return [{ kind, whole, callId: textOf(callId), isError }]
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
