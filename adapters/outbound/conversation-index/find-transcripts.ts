import { lstatSync, readdirSync } from 'node:fs'
import type { AgentTranscripts } from '../../../application/agents/agent-cli.port.js'
import type { AgentId } from '../../../domain/agents/agent-id.js'
import type { TranscriptRoot } from './messages.js'

export type TranscriptFormats = ReadonlyMap<AgentId, AgentTranscripts>

/** Transcript on disk. */
export interface TranscriptFile {
  readonly agent: AgentId
  readonly conversation: string
  readonly path: string
  readonly inode: number
  readonly size: number
  /** Unix time, ms. */
  readonly mtime: number
}

/** Files between two pauses. */
const FILES_OF_STEP = 500

/** Transcripts below the folders, by path. Links are not followed. Pauses between steps. */
export function* findTranscripts(
  roots: ReadonlyArray<TranscriptRoot>,
  formats: TranscriptFormats,
): Generator<void, ReadonlyMap<string, TranscriptFile>, undefined> {
  const found = new Map<string, TranscriptFile>()
  let sinceStep = 0
  for (const { agent, folder } of roots) {
    const format = formats.get(agent)
    if (format === undefined) continue
    for (const file of filesBelow(folder, format.depth)) {
      const conversation = format.conversationIn(file.name)
      if (conversation === null) continue
      const stats = lstatSync(file.path, { throwIfNoEntry: false })
      if (stats?.isFile() !== true) continue
      found.set(file.path, {
        ...{ agent, conversation, path: file.path, inode: stats.ino, size: stats.size, mtime: stats.mtimeMs },
      })
      if ((sinceStep += 1) % FILES_OF_STEP === 0) yield
    }
  }
  return found
}

function* filesBelow(
  folder: string,
  depth: number,
): Generator<{ readonly name: string; readonly path: string }, void, undefined> {
  for (const entry of entriesOf(folder)) {
    const path = `${folder}/${entry.name}`
    if (entry.isFile()) yield { name: entry.name, path }
    else if (depth > 0 && entry.isDirectory()) yield* filesBelow(path, depth - 1)
  }
}

/** Entries of a folder; none when it does not exist or cannot be read. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
