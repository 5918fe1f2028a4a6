import { mkdir, open, readdir, readFile, rename, rm, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { RestoredState, StateArchive } from '../../../application/server/state-archive.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { Archive } from '../../../domain/server/archive.js'
import {
  hubRuns,
  pathTaken,
  stateBusy,
  stateThere,
  type HubRuns,
  type NoArchive,
  type PathTaken,
  type StateBusy,
  type StateThere,
} from '../../../domain/server/archive-errors.js'
import { errorCode, errorText, nodeDisk } from '../../../infrastructure/files/disk.js'
import { lockFolder, type FolderLock } from '../../../infrastructure/files/folder-lock.js'
import { archiveBytes, readArchive } from './archive-text.js'
import { PATIENT_TRIES, snapshot, type ReadFile } from './snapshot.js'

export interface FileStateArchiveDeps {
  /** The state folder; absolute. */
  readonly folder: string
  readonly now: () => number
  /** Number of attempts to read a state that changes while it is read. */
  readonly tries?: number
  /** Reads a file of the state; Node's own by default. */
  readonly read?: ReadFile
}

/** Folders that are not archived. A restore carries them over, because they are large or still useful. */
const CARRIED_OVER = ['models', 'logs']

/** The state folder in a file, and back. */
export function fileStateArchive({ folder, now, tries = PATIENT_TRIES, read }: FileStateArchiveDeps): StateArchive {
  const save = async (file: string): Promise<E.Either<PathTaken | StateBusy, number>> => {
    const archive = await snapshot(folder, tries, read)
    if (archive === null) return E.left(stateBusy)
    const isWritten = await writeNew(file, await archiveBytes(archive, now()))
    return isWritten ? E.right(archive.files.size) : E.left(pathTaken(file))
  }

  const restore = async (
    file: string,
    mayReplace: boolean,
  ): Promise<E.Either<NoArchive | StateThere | HubRuns, RestoredState>> => {
    const archive = await readArchive(await readFile(file))
    if (E.isLeft(archive)) return archive
    const there = await entriesOf(folder)
    if (there !== null && there.some(isState) && !mayReplace) return E.left(stateThere(folder))
    const locked = there === null ? null : await lockFolder(folder)
    if (locked?._tag === 'Held') return E.left(hubRuns(locked.by.pid))
    return E.right(await putBack(archive.right, there, locked?.lock ?? null))
  }

  /** Removes folders that an interrupted restore left beside the state folder. */
  const removeUnfinished = async (): Promise<void> => {
    const head = `${basename(folder)}.restoring-`
    const names = (await entriesOf(dirname(folder))) ?? []
    const left = names.filter((name) => name.startsWith(head) && /^\d+$/.test(name.slice(head.length)))
    for (const name of left) await rm(join(dirname(folder), name), { recursive: true, force: true })
  }

  /** The new folder is whole before the old one goes aside; between the two renames there is none. */
  const putBack = async (
    archive: Archive,
    there: ReadonlyArray<string> | null,
    lock: FolderLock | null,
  ): Promise<RestoredState> => {
    const stamp = String(now())
    const fresh = `${folder}.restoring-${stamp}`
    const aside = `${folder}.before-${stamp}`
    try {
      await removeUnfinished()
      await writeAll(fresh, archive)
      if (there !== null) await rename(folder, aside)
      await rename(fresh, folder)
      await nodeDisk.syncFolder(dirname(folder))
      for (const name of CARRIED_OVER.filter((one) => there?.includes(one)))
        await rename(join(aside, name), join(folder, name))
    } catch (thrown) {
      await rm(fresh, { recursive: true, force: true })
      throw thrown
    } finally {
      await lock?.release()
    }
    if (there !== null && there.some(isState)) return { files: archive.files.size, keptAside: aside }
    if (there !== null) await rm(aside, { recursive: true, force: true })
    return { files: archive.files.size, keptAside: null }
  }

  return {
    save: (file) => settled(() => save(file)),
    restore: (file, mayReplace) => settled(() => restore(file, mayReplace)),
  }
}

const isState = (name: string): boolean => name !== 'hub.lock' && !CARRIED_OVER.includes(name)

const settled =
  <L, A>(act: () => Promise<E.Either<L, A>>): TE.TaskEither<L | Unavailable, A> =>
  () =>
    act().catch((thrown: unknown) => E.left(unavailable('archive', errorText(thrown), thrown)))

async function entriesOf(folder: string): Promise<ReadonlyArray<string> | null> {
  try {
    return await readdir(folder)
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return null
    throw thrown
  }
}

/** False when there is something of that name. A file that could not be written whole is taken away again. */
async function writeNew(file: string, bytes: Uint8Array): Promise<boolean> {
  let handle
  try {
    handle = await open(file, 'wx', 0o600)
  } catch (thrown) {
    if (errorCode(thrown) === 'EEXIST') return false
    throw thrown
  }
  try {
    await handle.writeFile(bytes)
    await handle.sync()
    await handle.close()
  } catch (thrown) {
    await handle.close().catch(() => undefined)
    await unlink(file)
    throw thrown
  }
  return true
}

async function writeAll(folder: string, { files }: Archive): Promise<void> {
  await mkdir(folder, { mode: 0o700 })
  for (const [path, bytes] of files) {
    const whole = join(folder, path)
    await mkdir(dirname(whole), { recursive: true, mode: 0o700 })
    await writeNew(whole, bytes)
  }
  await nodeDisk.syncFolder(folder)
}
