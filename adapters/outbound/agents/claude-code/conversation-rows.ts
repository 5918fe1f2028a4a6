import { isJsonObject, type Json, type JsonObject } from '../../../../domain/approvals/canonical-json.js'
import type { ConversationEntry } from '../../../../domain/conversations/conversation.js'
import { callDraft, entriesOf, type EntryDraft } from '../entry-drafts.js'
import { withoutPasteMarks } from './pasted-content.js'
import { timeOf } from './transcript-row.js'

/** Reads a row of a transcript (2.1.197, 2.1.332) that starts at a byte. Rows that the CLI does not show give no entry. */
export function readConversationRow(row: unknown, start: number): ReadonlyArray<ConversationEntry> {
  if (!isJsonObject(row) || row['isMeta'] === true) return []
  const place = { row: start, at: timeOf(row['timestamp']), isSubagent: row['isSidechain'] === true }
  const made = (drafts: ReadonlyArray<EntryDraft>) => entriesOf(place, drafts)
  const { type, message, isApiErrorMessage, isCompactSummary, subtype, content } = row
  if (type === 'system' && subtype === 'compact_boundary' && typeof content === 'string')
    return made([{ kind: 'notice', whole: content }])
  if (type === 'attachment') return made(queuedIn(row['attachment']))
  if (!isJsonObject(message) || (type !== 'user' && type !== 'assistant')) return []
  if (isCompactSummary === true) return made([{ kind: 'notice', whole: textOf(message['content']) }])
  if (isApiErrorMessage === true) return made([{ kind: 'notice', whole: textOf(message['content']), isError: true }])
  const said = message['content']
  if (typeof said === 'string') return made(type === 'user' ? [promptIn(said)] : [{ kind: 'answer', whole: said }])
  if (!Array.isArray(said)) return []
  return made((said as ReadonlyArray<Json>).filter(isJsonObject).flatMap((block) => draftsIn(block, type)))
}

/** Tools that start a sub-agent: `Agent` (2.1.197, 2.1.332), before them `Task`. */
const STARTERS = new Set(['Agent', 'Task'])

function draftsIn(block: JsonObject, type: 'user' | 'assistant'): ReadonlyArray<EntryDraft> {
  switch (block['type']) {
    case 'text':
      return typeof block['text'] !== 'string'
        ? []
        : [type === 'user' ? promptIn(block['text']) : { kind: 'answer', whole: block['text'] }]
    case 'thinking':
      return typeof block['thinking'] !== 'string' || block['thinking'] === ''
        ? []
        : [{ kind: 'thinking', whole: block['thinking'] }]
    case 'image':
      return [{ kind: 'prompt', whole: '[image]' }]
    case 'tool_use':
      return callIn(block)
    case 'tool_result':
      return [
        {
          ...{ kind: 'result', whole: textOf(block['content']), isError: block['is_error'] === true },
          callId: idOf(block['tool_use_id']),
        },
      ]
    default:
      return []
  }
}

function callIn({ id, name, input }: JsonObject): ReadonlyArray<EntryDraft> {
  if (typeof name !== 'string') return []
  const call = callDraft(name, idOf(id), isJsonObject(input) ? input : {})
  return [{ ...call, startsSubagent: STARTERS.has(name) }]
}

const idOf = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Elements in which the CLI writes its own commands and their output into the place of a prompt. */
const COMMAND = /^\s*<(command-name|local-command-stdout|local-command-stderr|bash-input|bash-stdout)>([^]*?)<\/\1>/

/** Report of a task in the background, which the CLI writes into the place of a prompt (2.1.332). */
const TASK = '<task-notification>'
const TASK_TEXTS = /<(summary|result)>([^]*?)<\/\1>/g
/** Line that the CLI writes when the person stops the agent. */
const INTERRUPTED = /^\[Request interrupted by user[^\]]*\]$/

function promptIn(text: string): EntryDraft {
  const notice = noticeIn(text)
  return notice === null ? { kind: 'prompt', whole: withoutPasteMarks(text) } : { kind: 'notice', whole: notice }
}

/** Text of the CLI's own in the place of a prompt; `null` for a prompt. */
function noticeIn(text: string): string | null {
  if (text.trimStart().startsWith(TASK)) {
    const told = [...text.matchAll(TASK_TEXTS)].map(([, , part]) => part)
    return told.length === 0 ? text : told.join('\n')
  }
  return COMMAND.exec(text)?.[2] ?? (INTERRUPTED.test(text) ? text : null)
}

/** Prompt that was submitted during a turn and taken into it. No hook reports it (2.1.197, 2.1.332). */
function queuedIn(attachment: Json | undefined): ReadonlyArray<EntryDraft> {
  if (!isJsonObject(attachment) || attachment['type'] !== 'queued_command') return []
  const whole = textOf(attachment['prompt'])
  return attachment['commandMode'] === 'prompt' && whole !== '' ? [promptIn(whole)] : []
}

/** Text of a content that is a text or a list of blocks. */
function textOf(content: Json | undefined): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  const texts = (content as ReadonlyArray<Json>).filter(isJsonObject).map(({ type, text }) => {
    if (typeof text === 'string') return text
    return type === 'image' ? '[image]' : ''
  })
  return texts.filter((text) => text !== '').join('\n')
}
