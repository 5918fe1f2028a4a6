import type { Stats } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type { OnConflict } from '../../../domain/files/conflict.js'
import { fileExists, type FileExists } from '../../../domain/files/errors.js'
import type { FileName } from '../../../domain/files/file-name.js'
import type { HeldFolder } from '../../../infrastructure/files/beneath.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { claim, claimNumbered, freeName } from './claim.js'
import { statsOf } from './held-entry.js'

/** Final name and path of a moved entry. */
export interface MovedEntry {
  readonly name: FileName
  /** Absolute, free of links. */
  readonly path: string
}

/** Moves an entry into a folder. `onConflict` decides what happens when the name exists. */
export async function moveInto(
  from: string,
  stats: Stats,
  folder: HeldFolder,
  name: FileName,
  onConflict: OnConflict,
): Promise<E.Either<FileExists, MovedEntry>> {
  const putAt = (taken: FileName): E.Either<FileExists, MovedEntry> =>
    E.right({ name: taken, path: join(folder.path, taken) })
  const exists = async (): Promise<E.Either<FileExists, MovedEntry>> => E.left(fileExists(await freeName(folder, name)))

  if (onConflict === 'overwrite') return (await replaced(from, stats, folder.entry(name))) ? putAt(name) : exists()
  if (await claim(from, stats, folder.entry(name))) return putAt(name)
  if (onConflict === 'fail') return exists()
  const numbered = await claimNumbered(from, stats, folder, name)
  return numbered === null ? exists() : putAt(numbered)
}

/** Replaces a file or a link, or takes a free name; `false` when one of the two is a folder. */
async function replaced(from: string, stats: Stats, to: string): Promise<boolean> {
  const there = await statsOf(to)
  if (there === null) {
    if (await claim(from, stats, to)) return true
    return replaced(from, stats, to)
  }
  if (there.isDirectory() || stats.isDirectory()) return false
  try {
    await rename(from, to)
    return true
  } catch (thrown) {
    if (errorCode(thrown) === 'EISDIR') return false
    throw thrown
  }
}
