import type { Stats } from 'node:fs'
import { readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { Placed } from '../../../application/files/project-files.port.js'
import type { OnConflict } from '../../../domain/files/conflict.js'
import {
  intoSelf,
  otherFileSystem,
  samePath,
  type BadFileName,
  type BadPath,
  type FileExists,
  type FileNotFound,
  type IntoSelf,
  type NotAFile,
  type OtherFileSystem,
  type OutsideRoot,
  type SamePath,
} from '../../../domain/files/errors.js'
import type { FileName } from '../../../domain/files/file-name.js'
import { inFolder, isWithin, parseOperand, type Operand, type ProjectPath } from '../../../domain/files/project-path.js'
import type { HeldFolder } from '../../../infrastructure/files/beneath.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { statsOf, withOpenFolder, withOperand, type HeldEntry } from './held-entry.js'
import { moveInto } from './move-into.js'

/** Target of a move or copy: a held folder and the name in it. */
export interface Target {
  readonly folder: HeldFolder
  readonly path: ProjectPath
  readonly name: FileName
}

export type PlacingFault =
  OutsideRoot | BadPath | BadFileName | FileNotFound | FileExists | NotAFile | IntoSelf | SamePath | OtherFileSystem

/** Moves what is there to a path, or into the folder that is there. */
export const moveFile = (
  root: string,
  from: Operand,
  to: ProjectPath,
  onConflict: OnConflict,
): Promise<E.Either<PlacingFault, Placed>> =>
  withOperand<PlacingFault, Placed>(root, from, (source) =>
    withTarget(root, source, from, to, async (target) => {
      const placed = (await isOtherCase(source, target))
        ? await renamed(source, target)
        : await crossed(() => moveInto(source.entry, source.stats, target.folder, target.name, onConflict))
      if (E.isLeft(placed)) return placed
      const { name, path } = placed.right
      const touched = [join(source.folder.path, source.name), path]
      return E.right({ path: inFolder(target.path, name), touched, skipped: [] })
    }),
  )

/** Holds the folder that something is to go to, once it is sure that it can. */
export async function withTarget<A>(
  root: string,
  source: HeldEntry,
  from: Operand,
  to: ProjectPath,
  use: (target: Target) => Promise<E.Either<PlacingFault, A>>,
): Promise<E.Either<PlacingFault, A>> {
  const direct = parseOperand(to)
  if (E.isLeft(direct)) return direct
  const useIn = (path: ProjectPath, name: FileName) => async (folder: HeldFolder) => {
    const isItself = join(folder.path, name) === join(source.folder.path, source.name)
    if (isItself) return E.left<PlacingFault, A>(samePath)
    const isInside = source.stats.isDirectory() && isWithin(join(source.folder.path, source.name), folder.path)
    return isInside ? E.left<PlacingFault, A>(intoSelf) : use({ folder, path, name })
  }
  const { folder: path, name } = direct.right
  return withOpenFolder<PlacingFault, A>(root, path, async (folder) => {
    const there = await statsOf(folder.entry(name))
    return there?.isDirectory() === true && !isSameFile(there, source.stats)
      ? withOpenFolder<PlacingFault, A>(root, to, useIn(to, from.name))
      : useIn(path, name)(folder)
  })
}

const isSameFile = (a: Stats, b: Stats): boolean => a.dev === b.dev && a.ino === b.ino

/** True when source and target name the same file and differ only in case, on a case-insensitive file system. */
async function isOtherCase(source: HeldEntry, { folder, name }: Target): Promise<boolean> {
  if (folder.path !== source.folder.path || folded(name) !== folded(source.name)) return false
  const there = await statsOf(folder.entry(name))
  if (there === null || !isSameFile(there, source.stats)) return false
  const names = await readdir(folder.self)
  return !(names.includes(name) && names.includes(source.name)) // two names of one file
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase()

const renamed = async (source: HeldEntry, { folder, name }: Target) => {
  await rename(source.entry, folder.entry(name))
  return E.right({ name, path: join(folder.path, name) })
}

async function crossed<E1, A>(act: () => Promise<E.Either<E1, A>>): Promise<E.Either<E1 | OtherFileSystem, A>> {
  try {
    return await act()
  } catch (thrown) {
    if (errorCode(thrown) === 'EXDEV') return E.left(otherFileSystem)
    throw thrown
  }
}
