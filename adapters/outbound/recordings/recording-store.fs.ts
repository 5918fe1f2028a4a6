import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { OpenedFile } from '../../../application/files/project-files.port.js'
import type { PartFile, RecordingStore } from '../../../application/recordings/recording-store.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { recordingNotFound } from '../../../domain/recordings/errors.js'
import type { RecordingPart } from '../../../domain/recordings/recording.js'
import { parseSessionId, type SessionId } from '../../../domain/sessions/session-id.js'
import { chunksOf } from '../../../infrastructure/files/chunks-of.js'
import { closing } from '../../../infrastructure/files/closing.js'
import { errorCode, errorText, type Disk } from '../../../infrastructure/files/disk.js'
import { READING } from '../../../infrastructure/files/reading.js'
import { partFile } from './part-file.js'

export interface FsRecordingStoreDeps {
  readonly disk: Disk
  /** Absolute; created with the first part. */
  readonly folder: string
}

/** Recordings on disk, which can be waited for. */
export interface FsRecordingStore extends RecordingStore {
  /** Closes all parts and resolves once they are stored. */
  readonly settled: () => Promise<void>
}

/** Name of a part: `number-milliseconds.cast`. */
const NAME = /^([1-9]\d{0,8})-(\d{1,15})\.cast$/
/** Read at a time in the search for the last line feed. */
const TAIL_BYTES = 64 * 1024

const folderName = (session: SessionId): string => Buffer.from(session).toString('base64url')

interface FoundPart {
  readonly path: string
  readonly session: SessionId
  readonly number: number
  readonly startedAt: number
}

/** One folder for each session, one file for each part. */
export function fsRecordingStore({ disk, folder }: FsRecordingStoreDeps): FsRecordingStore {
  const unfinished = new Set<PartFile>()

  const found = async (): Promise<ReadonlyArray<FoundPart>> => {
    const parts: FoundPart[] = []
    for (const name of await namesIn(folder)) {
      const session = parseSessionId(Buffer.from(name, 'base64url').toString())
      if (session === null || folderName(session) !== name) continue
      parts.push(...(await partsOf(session)))
    }
    return parts
  }
  const partsOf = async (session: SessionId): Promise<ReadonlyArray<FoundPart>> => {
    const own = join(folder, folderName(session))
    const parts = (await namesIn(own)).flatMap((name): ReadonlyArray<FoundPart> => {
      const [, number, startedAt] = NAME.exec(name) ?? []
      return number === undefined
        ? []
        : [{ path: join(own, name), session, number: Number(number), startedAt: Number(startedAt) }]
    })
    return parts.toSorted((one, other) => one.number - other.number)
  }

  return {
    list: trying(async () => {
      const parts = await Promise.all((await found()).map(listed))
      return parts.filter((part) => part !== null)
    }),
    mend: trying(async () => {
      for (const { path } of await found()) await mend(disk, path)
    }),
    create: ({ session, number, startedAt }) =>
      trying(async () => {
        const own = join(folder, folderName(session))
        await disk.makeFolder(folder)
        await disk.makeFolder(own)
        if ((await partsOf(session)).some((part) => part.number === number)) throw new Error('the part exists')
        const path = join(own, `${String(number)}-${String(startedAt)}.cast`)
        const file = partFile(disk, path, await disk.create(path))
        unfinished.add(file)
        return {
          ...file,
          close: async () => {
            await file.close()
            unfinished.delete(file)
          },
        }
      }),
    open:
      ({ session, number }) =>
      async () => {
        try {
          const part = (await partsOf(session)).find((one) => one.number === number)
          return part === undefined ? E.left(recordingNotFound) : E.right(await openedPart(part))
        } catch (thrown) {
          return E.left(errorCode(thrown) === 'ENOENT' ? recordingNotFound : faultOf(thrown))
        }
      },
    remove: (keys) =>
      trying(async () => {
        for (const { session, number } of keys) {
          const part = (await partsOf(session)).find((one) => one.number === number)
          if (part !== undefined) await unlessGone(disk.remove(part.path))
        }
      }),
    settled: async () => {
      await Promise.all([...unfinished].map((file) => file.close()))
    },
  }
}

const faultOf = (thrown: unknown): Unavailable => unavailable('recordings', errorText(thrown), thrown)

const trying = <A>(work: () => Promise<A>): TE.TaskEither<Unavailable, A> => TE.tryCatch(work, faultOf)

async function unlessGone<A>(work: Promise<A>): Promise<A | null> {
  try {
    return await work
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return null
    throw thrown
  }
}

/** Names in a folder; none when it does not exist, or is a file. */
async function namesIn(folder: string): Promise<ReadonlyArray<string>> {
  try {
    return await readdir(folder)
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT' || errorCode(thrown) === 'ENOTDIR') return []
    throw thrown
  }
}

async function listed({ path, ...part }: FoundPart): Promise<RecordingPart | null> {
  const stats = await unlessGone(stat(path))
  return stats === null
    ? null
    : { ...part, endedAt: Math.max(Math.round(stats.mtimeMs), part.startedAt), bytes: stats.size }
}

async function openedPart({ path, number }: FoundPart): Promise<OpenedFile> {
  const handle = await open(path, READING)
  return closing(handle, async (close) => {
    const { size, ino, mtimeMs } = await handle.stat()
    return {
      size,
      modifiedAt: mtimeMs,
      revision: [ino, number, size].map((part) => part.toString(36)).join('-'),
      head: new Uint8Array(0),
      read: (range) => chunksOf(handle, range, close),
      close,
    }
  })
}

/** Cuts what follows the last line feed. */
async function mend(disk: Disk, path: string): Promise<void> {
  const size = await unlessGone(disk.size(path))
  if (size === null || size === 0) return
  if ((await disk.tail(path, 1)) === '\n') return
  await disk.truncate(path, (await lastLineFeed(path, size)) + 1)
}

/** Position of the last line feed; -1 without one. */
async function lastLineFeed(path: string, size: number): Promise<number> {
  const handle = await open(path, READING)
  try {
    const memory = Buffer.alloc(TAIL_BYTES)
    for (let end = size; end > 0;) {
      const start = Math.max(0, end - TAIL_BYTES)
      const { bytesRead } = await handle.read(memory, 0, end - start, start)
      const at = memory.subarray(0, bytesRead).lastIndexOf(0x0a)
      if (at >= 0) return start + at
      end = start
    }
    return -1
  } finally {
    await handle.close()
  }
}
