import type { Stats } from 'node:fs'
import { lstat } from 'node:fs/promises'
import * as E from 'fp-ts/lib/Either.js'
import {
  badPath,
  fileNotFound,
  outsideRoot,
  type BadPath,
  type FileNotFound,
  type OutsideRoot,
} from '../../../domain/files/errors.js'
import { isOfGit, type Operand, type ProjectPath } from '../../../domain/files/project-path.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { holdFolder, OUTSIDE, type HeldFolder } from '../../../infrastructure/files/beneath.js'

/** Runs `use` with a folder below a root that is held open meanwhile. */
export async function withFolder<E, A>(
  root: string,
  path: ProjectPath,
  use: (folder: HeldFolder) => Promise<E.Either<E, A>>,
): Promise<E.Either<E | OutsideRoot, A>> {
  const folder = await holdFolder(root, path)
  if (folder === OUTSIDE) return E.left(outsideRoot)
  try {
    return await use(folder)
  } finally {
    await folder.close()
  }
}

/** Runs `use` with a held folder. `badPath` for git's own folder, also behind a link. */
export const withOpenFolder = <E, A>(
  root: string,
  path: ProjectPath,
  use: (folder: HeldFolder) => Promise<E.Either<E, A>>,
): Promise<E.Either<E | OutsideRoot | BadPath, A>> =>
  withFolder<E | BadPath, A>(root, path, (folder) =>
    isOfGit(folder.below) ? Promise.resolve(E.left(badPath)) : use(folder),
  )

/** Existing entry in a held folder. A link is not followed. */
export interface HeldEntry {
  readonly folder: HeldFolder
  readonly name: string
  /** Path for system calls. */
  readonly entry: string
  readonly stats: Stats
}

/** Runs `use` with an existing entry. */
export const withOperand = <E, A>(
  root: string,
  { folder: path, name }: Operand,
  use: (held: HeldEntry) => Promise<E.Either<E, A>>,
): Promise<E.Either<E | OutsideRoot | BadPath | FileNotFound, A>> =>
  withOpenFolder<E | FileNotFound, A>(root, path, async (folder) => {
    const entry = folder.entry(name)
    const stats = await statsOf(entry)
    return stats === null ? E.left(fileNotFound) : use({ folder, name, entry, stats })
  })

/** Stats of the entry itself, links not followed; `null` when there is none. */
export async function statsOf(entry: string): Promise<Stats | null> {
  try {
    return await lstat(entry)
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return null
    throw thrown
  }
}
