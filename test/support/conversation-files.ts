import { appendFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { minuteOf, type SaidEntry } from '../contracts/conversation-index.contract.js'

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
