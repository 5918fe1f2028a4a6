import { randomBytes } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { replaceFile } from './atomic-write.js'
import { errorCode, type Disk } from './disk.js'
import { makeSerial } from './serial.js'

/** Names for temporary files in folders of other users. */
export interface OpenWrites {
  /**
   * New name in this folder, absolute and free of links. Rejects when the file could not be found again after a kill.
   */
  readonly nameIn: (folder: string) => Promise<string>
}

/** Names without a journal; leftovers are not found by a later start. */
export const unrecordedWrites: OpenWrites = { nameIn: () => Promise.resolve(nameOf(newRun())) }

/** Journal of the folders in which a process writes. */
export interface OpenWritesJournal extends OpenWrites {
  /** Removes leftovers of earlier processes and returns their number. Unreachable folders stay in the journal. */
  readonly sweep: () => Promise<number>
  /**
   * Stops writing the journal; a sweep in progress leaves it unchanged, because the folder now belongs to another
   * process.
   */
  readonly close: () => void
}

/** Folder in which a process has written. */
interface Noted {
  /** Part of every name created by this process. */
  readonly run: string
  readonly folder: string
}

const newRun = (): string => randomBytes(6).toString('hex')
const nameOf = (run: string): string => `.penates-${run}-${randomBytes(6).toString('hex')}.tmp`
const RUN = /^[0-9a-f]{12}$/
const GONE: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR'])

/**
 * Opens the journal for its only process: one line per folder, synced before the first name in it is returned. Names
 * contain an id of the process, so that files of another one, running or not, are never removed.
 */
export async function openWritesJournal(disk: Disk, file: string): Promise<OpenWritesJournal> {
  const run = newRun()
  let left = readNotes(await textOf(disk, file))
  const noted = new Map<string, Promise<void>>()
  const serial = makeSerial()
  let isClosed = false

  const append = async (folder: string): Promise<void> => {
    const journal = await disk.append(file)
    try {
      // Starts with a line feed, because the previous line can be truncated.
      await journal.write(`\n${lineOf({ run, folder })}`)
      await journal.sync()
    } finally {
      await journal.close()
    }
  }

  const note = (folder: string): Promise<void> => {
    const known = noted.get(folder)
    if (known !== undefined) return known
    const writing = serial.run(() => append(folder))
    noted.set(folder, writing)
    writing.catch(() => noted.delete(folder))
    return writing
  }

  const sweep = async (): Promise<number> => {
    let removed = 0
    const unreached: Noted[] = []
    for (const one of left) {
      const found = await removeUnfinished(one)
      if (found === null) unreached.push(one)
      else removed += found
    }
    await serial.run(async () => {
      if (isClosed) return
      const own = [...noted.keys()].map((folder) => ({ run, folder }))
      await replaceFile(disk, file, [...unreached, ...own].map((one) => `${lineOf(one)}\n`).join(''))
      left = unreached
    })
    return removed
  }

  return {
    nameIn: async (folder) => {
      await note(folder)
      return nameOf(run)
    },
    sweep,
    close: () => {
      isClosed = true
    },
  }
}

const lineOf = ({ run, folder }: Noted): string => JSON.stringify({ run, folder })

/** Entries of the journal. Invalid lines, such as a truncated one, are skipped. */
const readNotes = (text: string): ReadonlyArray<Noted> =>
  text.split('\n').flatMap((line): ReadonlyArray<Noted> => {
    try {
      const { run, folder } = JSON.parse(line) as { readonly run?: unknown; readonly folder?: unknown }
      return typeof run === 'string' && RUN.test(run) && typeof folder === 'string' ? [{ run, folder }] : []
    } catch {
      return []
    }
  })

/** Number of removed entries; `null` when the folder exists and cannot be swept now. */
async function removeUnfinished({ run, folder }: Noted): Promise<number | null> {
  try {
    const names = (await readdir(folder)).filter((name) => name.startsWith(`.penates-${run}-`) && name.endsWith('.tmp'))
    for (const name of names) await rm(join(folder, name), { recursive: true, force: true })
    return names.length
  } catch (thrown) {
    return GONE.has(errorCode(thrown) ?? '') ? 0 : null
  }
}

async function textOf(disk: Disk, file: string): Promise<string> {
  await disk.makeFolder(dirname(file))
  try {
    return await disk.read(file)
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return ''
    throw thrown
  }
}
