import {} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { Changed } from '../../../application/files/project-files.port.js'
import {
  badPath,
  fileExists,
  notAFolder,
  outsideRoot,
  type BadPath,
  type FileExists,
  type NotAFolder,
  type OutsideRoot,
} from '../../../domain/files/errors.js'
import { inFolder, isOfGit, ROOT, type Operand, type ProjectPath } from '../../../domain/files/project-path.js'
import { holdChild, holdFolder, OUTSIDE, type HeldFolder } from '../../../infrastructure/files/beneath.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { makeOwned } from '../../../infrastructure/files/folder-owner.js'
import type { OpenNewFile } from '../../../infrastructure/files/new-file.js'
import { freeName } from './claim.js'
import { statsOf, withOpenFolder } from './held-entry.js'

/** Modes of new files and folders. The process's umask applies. */
export const FILE_MODE = 0o666
const FOLDER_MODE = 0o777

type MakeFolderFault = OutsideRoot | BadPath | FileExists | NotAFolder

/** Makes a folder with all its parents, each in the one before it, so that nothing can be slipped in between. */
export async function makeFolder(root: string, path: ProjectPath): Promise<E.Either<MakeFolderFault, Changed>> {
  if (isOfGit(path)) return E.left(badPath)
  const start = await nearestFolder(root, path)
  if (start === OUTSIDE) return E.left(outsideRoot)
  const { missing } = start
  let { folder } = start
  const touched: string[] = []
  try {
    if (isOfGit(folder.below)) return E.left(badPath)
    for (const [index, name] of missing.entries()) {
      const isMade = await madeFolder(folder.entry(name))
      const stats = await statsOf(folder.entry(name))
      if (stats?.isDirectory() !== true) return E.left(index === missing.length - 1 ? fileExists(null) : notAFolder)
      const child = await holdChild(folder, name)
      if (isMade) touched.push(child.path)
      await folder.close()
      folder = child
    }
    return E.right({ path, touched })
  } finally {
    await folder.close()
  }
}

interface Nearest {
  readonly folder: HeldFolder
  /** Names from there to the requested path. */
  readonly missing: ReadonlyArray<string>
}

/** The deepest folder of a path that is there. */
async function nearestFolder(root: string, path: ProjectPath): Promise<Nearest | typeof OUTSIDE> {
  const missing: string[] = []
  for (let at: string = path; ; at = dirname(at) === '.' ? ROOT : dirname(at)) {
    try {
      const folder = await holdFolder(root, at)
      return folder === OUTSIDE ? OUTSIDE : { folder, missing }
    } catch (thrown) {
      if (at === ROOT || !NO_FOLDER.has(errorCode(thrown) ?? '')) throw thrown
      missing.unshift(at.slice(at.lastIndexOf('/') + 1))
    }
  }
}

const NO_FOLDER: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR'])

/** Returns true when the folder was made, false when an entry of that name exists. */
async function madeFolder(entry: string): Promise<boolean> {
  try {
    await makeOwned(entry, FOLDER_MODE)
    return true
  } catch (thrown) {
    if (errorCode(thrown) === 'EEXIST') return false
    throw thrown
  }
}

/** Makes an empty file. */
export const createFile = (
  root: string,
  { folder: path, name }: Operand,
  openNew: OpenNewFile,
): Promise<E.Either<OutsideRoot | BadPath | FileExists, Changed>> =>
  withOpenFolder<FileExists, Changed>(root, path, async (folder) => {
    try {
      await (await openNew(folder.entry(name), FILE_MODE)).close()
      return E.right({ path: inFolder(path, name), touched: [join(folder.path, name)] })
    } catch (thrown) {
      if (errorCode(thrown) !== 'EEXIST') throw thrown
      return E.left(fileExists(await freeName(folder, name)))
    }
  })
