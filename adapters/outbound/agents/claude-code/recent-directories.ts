import { open } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import type { DirectorySource } from '../../../../application/sessions/directory-source.port.js'
import { mergeDirectories, type RecentDirectory } from '../../../../domain/sessions/recent-directories.js'
import type { Instant } from '../../../../domain/shared/instant.js'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import { namesIn, transcriptsIn, type Transcript } from './transcript-files.js'
import { READING } from '../../../../infrastructure/files/reading.js'

/** A person has a hundred or so; each is a read of its list and a look at each of its files. */
const MAX_FOLDERS = 1_000
/** Bytes read from the beginning of a transcript. Some begin with a long pasted text. */
const HEAD_BYTES = 256 * 1024
/** Number of transcripts of a folder that are tried, newest first, until one names its directory. */
const MAX_TRIED = 3
const MAX_REMEMBERED = 2_000

/**
 * The folders of Claude Code's conversations: `<config>/projects/<folder>/<id>.jsonl`, whose first lines say where. Their
 * own names do not: they are the folder's with every other character than letters and digits as a dash.
 */
export function transcriptDirectories(configFolder: string): DirectorySource {
  const projects = join(configFolder, 'projects')
  /** Directories by file. The first lines of a transcript never change. */
  const read = new Map<string, string>()

  const directoryOf = async (file: string): Promise<string | null> => {
    const known = read.get(file)
    if (known !== undefined) return known
    const directory = directoryIn(await headOf(file))
    if (directory === null) return null
    if (read.size >= MAX_REMEMBERED) read.clear()
    read.set(file, directory)
    return directory
  }

  const recentOf = async (transcripts: ReadonlyArray<Transcript>): Promise<RecentDirectory | null> => {
    for (const { file, writtenAt } of transcripts.slice(0, MAX_TRIED)) {
      const directory = await directoryOf(file)
      if (directory !== null) return { directory, sources: ['transcripts'], lastUsedAt: writtenAt }
    }
    return null
  }

  return (limit) => async () => {
    const folders: ReadonlyArray<Transcript>[] = []
    for (const name of await namesIn(projects, MAX_FOLDERS)) folders.push(await transcriptsIn(join(projects, name)))
    const newest = folders
      .filter((folder) => folder.length > 0)
      .sort((one, other) => writtenAt(other) - writtenAt(one))
      .slice(0, limit)
    const found: RecentDirectory[] = []
    for (const folder of newest) {
      const recent = await recentOf(folder)
      if (recent !== null) found.push(recent)
    }
    return mergeDirectories(found)
  }
}

const writtenAt = ([newest]: ReadonlyArray<Transcript>): Instant => newest?.writtenAt ?? 0

async function headOf(file: string): Promise<string> {
  try {
    const handle = await open(file, READING)
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
      return buffer.toString('utf8', 0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch {
    return ''
  }
}

/** The first folder that a line names; the last line may be cut off. */
function directoryIn(head: string): string | null {
  for (const line of head.split('\n')) {
    if (!line.includes('"cwd"')) continue
    const cwd = cwdOf(line)
    if (typeof cwd === 'string' && isAbsolute(cwd)) return cwd
  }
  return null
}

function cwdOf(line: string): unknown {
  return (parseJson(line) as { readonly cwd?: unknown } | null)?.cwd
}
