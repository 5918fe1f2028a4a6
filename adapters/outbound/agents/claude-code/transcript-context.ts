import { open } from 'node:fs/promises'
import type { TranscriptContext } from '../../../../application/usage/transcript-context.port.js'
import type { ContextEstimate } from '../../../../domain/usage/context-estimate.js'
import { READING } from '../../../../infrastructure/files/reading.js'
import { recordOf, textOf } from '../row-values.js'
import { readUsageRow, CLAUDE_CODE } from './logs.js'
import { claudeTranscriptPlaces } from './transcript-places.js'

/** Context window in tokens: the default, and the size of models requested with the suffix `[1m]`. */
const USUAL_LIMIT = 200_000
const LARGE_LIMIT = 1_000_000

/**
 * Estimates the context from one line of a Claude Code transcript. Returns `null` for lines other than answers of the
 * main conversation. Transcripts do not contain the window size: it counts as large when the conversation exceeds the
 * default.
 */
export function contextIn(line: unknown): ContextEstimate | null {
  if (recordOf(line)['isSidechain'] === true) return null
  const row = readUsageRow(line)
  if (row?.kind !== 'message') return null
  const { input, cacheRead, cacheWrite } = row.counts
  const tokens = input + cacheRead + cacheWrite
  const model = textOf(row.origin.model)
  if (tokens === 0 || model === null) return null
  const limit = tokens > USUAL_LIMIT || model.includes('[1m]') ? LARGE_LIMIT : USUAL_LIMIT
  return { tokens, limit, pct: Math.min(100, Math.round((tokens / limit) * 1_000) / 10), model }
}

/**
 * Number of bytes read from the end of a transcript. Enough for a long tool result; an answer before them is not found.
 */
const TAIL_BYTES = 512 * 1024

/** Contexts by the transcripts of Claude Code below some folders of conversations. */
export function transcriptContext(projects: ReadonlyArray<string>): TranscriptContext {
  const places = claudeTranscriptPlaces(projects)
  return {
    of:
      ({ conversation, folders }) =>
      async () => {
        for (const folder of conversation.agent === CLAUDE_CODE ? folders : []) {
          const file = await places.of(folder, conversation.id)
          if (file !== null) return lastContext(await tailOf(file))
        }
        return null
      },
  }
}

async function tailOf(file: string): Promise<string> {
  try {
    const handle = await open(file, READING)
    try {
      const { size } = await handle.stat()
      const from = Math.max(0, size - TAIL_BYTES)
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from)
      return buffer.toString('utf8', 0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch {
    return ''
  }
}

/** Context of the last line that contains one. The first and the last line may be cut off. */
function lastContext(tail: string): ContextEstimate | null {
  for (let end = tail.length; end > 0;) {
    const start = tail.lastIndexOf('\n', end - 1) + 1
    const line = tail.slice(start, end)
    const context = line.includes('"assistant"') ? contextOf(line) : null
    if (context !== null) return context
    end = start - 1
  }
  return null
}

function contextOf(line: string): ContextEstimate | null {
  try {
    return contextIn(JSON.parse(line))
  } catch {
    return null
  }
}
