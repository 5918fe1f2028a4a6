import { appendFile, mkdir, rename, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { minuteOf, type SaidEntry } from '../contracts/conversation-index.contract.js'

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Appends to a transcript and sets its time, in seconds. A new one appears whole, so that its followers are called once. */
export async function appendAt(path: string, text: string, at: number): Promise<void> {
  const isNew = !(await isThere(path))
  const written = isNew ? `${path}.new` : path
  await appendFile(written, text)
  await utimes(written, at, at)
  if (isNew) await rename(written, path)
}

/** Row of a transcript of Claude Code with one entry. */
export function transcriptRow(folder: string, { kind, text, minute, tool, file }: SaidEntry): string {
  const block =
    kind === 'call'
      ? {
          type: 'tool_use',
          id: 't',
          name: tool,
          input: { command: text, ...(file === undefined ? {} : { file_path: file }) },
        }
      : { type: 'text', text }
  return `${JSON.stringify({
    type: kind === 'prompt' ? 'user' : 'assistant',
    cwd: folder,
    timestamp: new Date(minuteOf(minute)).toISOString(),
    message: { content: [block] },
  })}\n`
}

/** Appends an entry to a transcript of Claude Code below a folder of conversations, and returns its path. */
export async function sayInTranscript(root: string, id: string, folder: string, entry: SaidEntry): Promise<string> {
  const place = join(root, folder.replaceAll(/[^A-Za-z0-9]/g, '-'))
  await mkdir(place, { recursive: true })
  const path = join(place, `${id}.jsonl`)
  await appendFile(path, transcriptRow(folder, entry))
  return path
}

/** Rows of a rollout of Codex with one entry. */
function rolloutRow({ kind, text, minute, tool, file }: SaidEntry): string {
  const timestamp = new Date(minuteOf(minute)).toISOString()
  const row = (type: string, payload: object): string => `${JSON.stringify({ timestamp, type, payload })}\n`
  const content = [{ type: 'text', text }]
  if (kind === 'prompt') return row('event_msg', { type: 'item_completed', item: { type: 'UserMessage', content } })
  if (kind === 'answer') return row('response_item', { type: 'message', role: 'assistant', content })
  const input = { command: text, ...(file === undefined ? {} : { file_path: file }) }
  return row('response_item', { type: 'function_call', call_id: 't', name: tool, arguments: JSON.stringify(input) })
}

/** Appends an entry to a rollout of Codex below a folder of rollouts, and returns its path. */
export async function sayInRollout(root: string, id: string, folder: string, entry: SaidEntry): Promise<string> {
  const place = join(root, '2026', '11', '27')
  await mkdir(place, { recursive: true })
  const path = join(place, `rollout-2026-11-27T12-00-00-${id}.jsonl`)
  const head = (await isThere(path))
    ? ''
    : `${JSON.stringify({ type: 'session_meta', payload: { id, cwd: folder } })}\n`
  await appendFile(path, head + rolloutRow(entry))
  return path
}
