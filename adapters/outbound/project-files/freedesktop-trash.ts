import { lstat, mkdir, open, stat, unlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { MAX_NAME_BYTES, numberedName, shortened, type FileName } from '../../../domain/files/file-name.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { claim } from './claim.js'
import type { HeldEntry } from './held-entry.js'
import type { SystemTrash } from './trash.js'

const END = '.trashinfo'

/** Content of a `.trashinfo` file: freedesktop.org trash specification 1.0. `at` is local time. */
function trashInfo(path: string, at: Date): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/')
  return `[Trash Info]\nPath=${encoded}\nDeletionDate=${localTime(at)}\n`
}

const infoName = (name: string): string => name + END

/** The names that a file may get in a trash, in the order of trying; with room for what is remembered of it. */
function* trashNames(name: FileName): Generator<FileName, void, undefined> {
  const short = withRoom(name)
  yield short
  for (let number = 2; ; number += 1) yield numberedName(short, number)
}

/** For the number and the end of what is remembered. */
const ROOM_BYTES = END.length + 8

const withRoom = (name: FileName): FileName => shortened(name, MAX_NAME_BYTES - ROOM_BYTES) as FileName

const localTime = (at: Date): string => {
  const two = (number: number): string => String(number).padStart(2, '0')
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `${day}T${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`
}

export interface FreedesktopTrashOptions {
  /** `XDG_DATA_HOME`, absolute. */
  readonly dataHome: string
  readonly uid: number
  readonly now: () => Date
}

interface Trash {
  readonly folder: string
  /** Original path as the trash records it: absolute, or relative to the top of the file system. */
  readonly pathOf: (absolute: string) => string
}

/**
 * The trash of the freedesktop.org specification, which file managers on Linux show: the person's own for what lies on
 * the same file system, else one at the top of the file system that it lies on.
 */
export function freedesktopTrash({ dataHome, uid, now }: FreedesktopTrashOptions): SystemTrash {
  const ownTrash: Trash = { folder: join(dataHome, 'Trash'), pathOf: (absolute) => absolute }

  const trashesFor = async function* (held: HeldEntry): AsyncGenerator<Trash> {
    const { dev } = await stat(held.folder.self)
    if ((await isMade(ownTrash.folder)) && (await stat(ownTrash.folder)).dev === dev) yield ownTrash
    const top = await topOf(held.folder.path, dev)
    const pathOf = (absolute: string): string => relative(top, absolute)
    if (await isShared(join(top, '.Trash'))) yield { folder: join(top, '.Trash', String(uid)), pathOf }
    yield { folder: join(top, `.Trash-${uid}`), pathOf }
  }

  return async (held) => {
    for await (const trash of trashesFor(held))
      if ((await isUsable(trash.folder, uid)) && (await isTaken(trash, held, now()))) return 'taken'
    return 'none'
  }
}

/** Moves an entry into the trash. Returns false when the trash is on another file system or no name is free. */
async function isTaken({ folder, pathOf }: Trash, { folder: from, name, entry, stats }: HeldEntry, at: Date) {
  const info = trashInfo(pathOf(join(from.path, name)), at)
  for (const taken of trashNames(name as FileName)) {
    const infoFile = join(folder, 'info', infoName(taken))
    if (!(await isWritten(infoFile, info))) continue
    try {
      if (await claim(entry, stats, join(folder, 'files', taken))) return true
      await unlink(infoFile)
    } catch (thrown) {
      await unlink(infoFile)
      if (errorCode(thrown) === 'EXDEV') return false
      throw thrown
    }
  }
  return false
}

/** Writes a new file. Returns false when the name is taken. */
async function isWritten(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600)
    try {
      await handle.writeFile(text)
    } finally {
      await handle.close()
    }
    return true
  } catch (thrown) {
    if (errorCode(thrown) === 'EEXIST') return false
    throw thrown
  }
}

/** The mount point that a folder lies below. */
async function topOf(folder: string, dev: number): Promise<string> {
  const parent = dirname(folder)
  return parent === folder || (await stat(parent)).dev !== dev ? folder : topOf(parent, dev)
}

/** True for a real folder with the sticky bit: users cannot remove each other's files from it. */
async function isShared(folder: string): Promise<boolean> {
  const stats = await lstat(folder).catch(() => null)
  return stats !== null && stats.isDirectory() && (stats.mode & STICKY) !== 0
}

const STICKY = 0o1000

/** True when the trash exists or can be made, and belongs to the user. The owner of a trash can read its content. */
async function isUsable(folder: string, uid: number): Promise<boolean> {
  if (!(await isMade(folder))) return false
  const stats = await lstat(folder)
  return (
    stats.isDirectory() && stats.uid === uid && (await isMade(join(folder, 'files'))) && isMade(join(folder, 'info'))
  )
}

async function isMade(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: folder.endsWith('/Trash'), mode: 0o700 })
    return true
  } catch (thrown) {
    return errorCode(thrown) === 'EEXIST'
  }
}
