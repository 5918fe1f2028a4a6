import { isJsonObject, type Json, type JsonObject } from '../../../../domain/approvals/canonical-json.js'
import type { ConversationEntry } from '../../../../domain/conversations/conversation.js'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import { callDraft, entriesOf, type EntryDraft } from '../entry-drafts.js'
import { momentOf } from '../row-values.js'
import { changesIn } from './patch.js'
import { STARTER } from './subagents.js'

/**
 * Reads a row of a rollout (0.171.0) that starts at a byte. Prompts are read from events, because the messages of the person also
 * hold what Codex adds; answers, thinking and calls are read from the items of the model, which events repeat.
 */
export function readRolloutRow(row: unknown, start: number): ReadonlyArray<ConversationEntry> {
  if (!isJsonObject(row) || !isJsonObject(row['payload'])) return []
  return entriesOf(
    { row: start, at: momentOf(row['timestamp']), isSubagent: false },
    draftsIn(row['type'], row['payload']),
  )
}

function draftsIn(type: Json | undefined, payload: JsonObject): ReadonlyArray<EntryDraft> {
  switch (type) {
    case 'event_msg':
      return eventDrafts(payload)
    case 'response_item':
      return itemDrafts(payload)
    case 'compacted':
      return [{ kind: 'notice', whole: stringOf(payload['message']) || 'Context compacted' }]
    default:
      return []
  }
}

function eventDrafts({ type, item, message, error, reason }: JsonObject): ReadonlyArray<EntryDraft> {
  switch (type) {
    case 'item_completed':
      return isJsonObject(item) ? completedDrafts(item) : []
    // Versions before `item_completed` had it for prompts.
    case 'user_message':
      return said('prompt', stringOf(message))
    case 'task_complete':
      return isJsonObject(error) ? [{ kind: 'notice', whole: stringOf(error['message']), isError: true }] : []
    case 'turn_aborted':
      return [{ kind: 'notice', whole: stringOf(reason) || 'interrupted' }]
    default:
      return []
  }
}

function completedDrafts({ type, content, text }: JsonObject): ReadonlyArray<EntryDraft> {
  if (type === 'UserMessage') return said('prompt', textOf(content))
  return type === 'Plan' ? said('answer', stringOf(text)) : []
}

/** Plan in a message of the model, which an event repeats (0.171.0). */
const PROPOSED_PLAN = /^\s*<proposed_plan>\n[^]*?<\/proposed_plan>\s*/m

function itemDrafts(item: JsonObject): ReadonlyArray<EntryDraft> {
  const { type, call_id: callId, name, input, output, action } = item
  switch (type) {
    case 'message':
      return item['role'] === 'assistant' ? said('answer', textOf(item['content']).replace(PROPOSED_PLAN, '')) : []
    case 'reasoning':
      return said('thinking', thinkingIn(item))
    case 'function_call':
      return callDrafts(stringOf(name), idOf(callId), argumentsIn(item['arguments']))
    case 'custom_tool_call':
      return callDrafts(stringOf(name), idOf(callId), { input: stringOf(input) })
    case 'local_shell_call':
      return callDrafts('shell', idOf(callId), isJsonObject(action) ? action : {})
    case 'web_search_call':
      return [callDraft('WebSearch', idOf(callId), isJsonObject(action) ? action : {})]
    case 'function_call_output':
    case 'custom_tool_call_output':
      return [resultDraft(idOf(callId), textOf(output))]
    default:
      return []
  }
}

/** Titles of summaries are bold. */
const TITLE = /^\*\*(.+)\*\*$/gm

const thinkingIn = ({ summary, content }: JsonObject): string =>
  [textOf(summary).replace(TITLE, '$1'), textOf(content)].filter((text) => text !== '').join('\n\n')

const said = (kind: 'prompt' | 'answer' | 'thinking', whole: string): ReadonlyArray<EntryDraft> =>
  whole === '' ? [] : [{ kind, whole }]

/** Tools of the shell, in which a command is a text or words. */
const SHELLS = new Set(['exec_command', 'shell', 'shell_command'])
const WRAPPED = new Set(['-c', '-lc'])
/** Patch on the standard input of `apply_patch`, which Codex runs itself. */
const HEREDOC = /^\s*apply_patch\s+<<\s*['"]?(\w+)['"]?\n([^]*)\n\1\s*$/

/** Calls by the names of the hub, which those of Claude Code are. A patch is one call for each file. */
function callDrafts(tool: string, callId: string | null, input: JsonObject): ReadonlyArray<EntryDraft> {
  if (tool === 'apply_patch') return patchDrafts(callId, stringOf(input['input'])) ?? [callDraft(tool, callId, input)]
  if (tool === 'request_user_input') return [callDraft('AskUserQuestion', callId, input)]
  if (!SHELLS.has(tool))
    return tool === '' ? [] : [{ ...callDraft(tool, callId, input), startsSubagent: tool === STARTER }]
  const { cmd, command, ...others } = input
  const line = stringOf(cmd) || commandOf(command)
  const [, , patch] = HEREDOC.exec(line) ?? []
  const patched = patch === undefined ? null : patchDrafts(callId, patch)
  return patched ?? [callDraft('Bash', callId, { command: line, ...others })]
}

function patchDrafts(callId: string | null, patch: string): ReadonlyArray<EntryDraft> | null {
  const changes = changesIn(patch)
  return changes.length === 0
    ? null
    : changes.map(({ tool, path, input }) => ({ ...callDraft(tool, callId, input), whole: path }))
}

function commandOf(command: Json | undefined): string {
  if (!Array.isArray(command)) return stringOf(command)
  const words = (command as ReadonlyArray<Json>).filter((word) => typeof word === 'string')
  const [, flag, script] = words
  return words.length === 3 && flag !== undefined && WRAPPED.has(flag) ? (script ?? '') : words.join(' ')
}

/** Lines in front of the output of a command, and its exit code. `apply_patch` has them twice. */
const HEAD =
  /^(?:Chunk ID: .*\n)?(?:Wall time: .*\n)?(?:Process exited with code (-?\d+)\n)?(?:Original token count: .*\n)?(?:Output:\n(?:Exit code: (-?\d+)\nWall time: .*\nOutput:\n)?|Exit code: (-?\d+)\nWall time: .*\nOutput:\n)/

/** Output of a command without the lines in front of it; of one that failed behind its exit code. */
function resultDraft(callId: string | null, whole: string): EntryDraft {
  const [head = '', ...codes] = HEAD.exec(whole) ?? []
  const code = codes.find((each) => /[1-9]/.test(each))
  const output = whole.slice(head.length)
  return code === undefined
    ? { kind: 'result', whole: output, callId }
    : { kind: 'result', whole: `Exit code ${code}\n${output}`, callId, isError: true }
}

/** Arguments are JSON in a text. */
function argumentsIn(raw: Json | undefined): JsonObject {
  const parsed = parseJson(stringOf(raw))
  return isJsonObject(parsed) ? parsed : { arguments: stringOf(raw) }
}

const stringOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

const idOf = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null)

const IMAGES = new Set(['image', 'local_image', 'input_image'])

/** Text of a content that is a text or a list of texts and images. */
function textOf(content: Json | undefined): string {
  if (!Array.isArray(content)) return stringOf(content)
  return (content as ReadonlyArray<Json>)
    .filter(isJsonObject)
    .map(({ type, text }) => stringOf(text) || (typeof type === 'string' && IMAGES.has(type) ? '[image]' : ''))
    .filter((text) => text !== '')
    .join('\n')
}
