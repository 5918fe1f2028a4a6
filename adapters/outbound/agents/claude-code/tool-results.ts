import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { ToolResult, ToolResults, UnfinishedCall } from '../../../../application/approvals/tool-results.port.js'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import { folderNameOf } from './folders.js'
import { readTranscriptRow, resultsOf } from './transcript-row.js'
import type { TranscriptCall } from '../../../../domain/approvals/tool-call.js'
import { transcriptsIn } from './transcript-files.js'
import { linesBefore } from '../../../../infrastructure/files/line-parts.js'
import { READING } from '../../../../infrastructure/files/reading.js'
import { PART } from '../transcript-part.js'
import { CLAUDE_CODE } from './logs.js'
import { claudeTranscriptPlaces } from './transcript-places.js'

const CHUNK_BYTES = 1024 * 1024
/** Maximum per conversation; an agent runs a few at once. */
const MAX_CALLS = 1_000
const LINE_FEED = 0x0a
/** Of 256 KiB each. The results of other calls that ran beside one can be long. */
const MOST_PARTS = 8

/** Read position in one conversation. */
interface Followed {
  offset: number
  rest: Buffer
  readonly calls: Map<string, TranscriptCall>
}

/** Results in the transcripts of Claude Code below some folders of conversations, read as they grow. */
export function transcriptToolResults(projects: ReadonlyArray<string>): ToolResults {
  const places = claudeTranscriptPlaces(projects)
  const folders = new Map<string, Map<string, Followed>>()

  return {
    news: (directory) => async () => {
      const name = folderNameOf(directory)
      const isFirst = !folders.has(directory)
      const files = folders.get(directory) ?? new Map<string, Followed>()
      folders.set(directory, files)
      const results: ToolResult[] = []
      for (const folder of projects) {
        for (const { file, size } of await transcriptsIn(join(folder, name))) {
          const followed = files.get(file) ?? { offset: isFirst ? size : 0, rest: Buffer.alloc(0), calls: new Map() }
          files.set(file, followed)
          if (size !== followed.offset) results.push(...(await readOn(file, followed)))
        }
      }
      return results
    },
    unfinishedIn:
      ({ agent, id }) =>
      async () => {
        const file = agent === CLAUDE_CODE ? await places.anywhere(id) : null
        return file === null ? [] : await unfinishedAtEnd(file)
      },
  }
}

/** Calls in the last parts of a transcript that have no result there. */
async function unfinishedAtEnd(file: string): Promise<ReadonlyArray<UnfinishedCall>> {
  const finished = new Set<string>()
  const found: UnfinishedCall[] = []
  try {
    let before: number | null = null
    for (let parts = 0; parts < MOST_PARTS && before !== 0; parts += 1) {
      const { lines, start } = await linesBefore(file, before, PART)
      for (const { text } of [...lines].reverse()) {
        const row = text.includes('"tool_use') ? parseJson(text) : null
        for (const id of resultsOf(row)) finished.add(id)
        const { calls = [], cwd = null } = readTranscriptRow(row) ?? {}
        for (const call of [...calls].reverse()) if (!finished.has(call.toolUseId)) found.push({ ...call, cwd })
      }
      before = start
    }
  } catch {
    // It is gone, or may not be read.
  }
  return found
}

async function readOn(file: string, followed: Followed): Promise<ReadonlyArray<ToolResult>> {
  const results: ToolResult[] = []
  try {
    const handle = await open(file, READING)
    try {
      const { size } = await handle.stat()
      if (size < followed.offset) Object.assign(followed, { offset: 0, rest: Buffer.alloc(0) }) // written anew
      while (followed.offset < size) {
        const length = Math.min(CHUNK_BYTES, size - followed.offset)
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, followed.offset)
        if (bytesRead === 0) break
        followed.offset += bytesRead
        const bytes = Buffer.concat([followed.rest, buffer.subarray(0, bytesRead)])
        const end = bytes.lastIndexOf(LINE_FEED) + 1
        followed.rest = bytes.subarray(end)
        for (const line of bytes.toString('utf8', 0, end).split('\n')) results.push(...resultsIn(line, followed.calls))
      }
    } finally {
      await handle.close()
    }
  } catch {
    // It is gone, or may not be read.
  }
  return results
}

function resultsIn(line: string, calls: Map<string, TranscriptCall>): ReadonlyArray<ToolResult> {
  if (!line.includes('"tool_use')) return []
  const row = readTranscriptRow(parseJson(line))
  if (row === null) return []
  for (const call of row.calls) {
    calls.set(call.toolUseId, call)
    const [oldest] = calls.keys()
    if (calls.size > MAX_CALLS && oldest !== undefined) calls.delete(oldest)
  }
  return row.ran.map(({ toolUseId, ...result }) => {
    const call = calls.get(toolUseId) ?? { toolUseId, tool: 'unknown', input: {} }
    return { conversation: row.conversation, call, ...result }
  })
}
