import * as E from 'fp-ts/lib/Either.js'
import { unlink } from 'node:fs/promises'
import type { Changed, StoreOptions } from '../../../application/files/project-files.port.js'
import {
  fileTooLarge,
  uploadBroken,
  type BadPath,
  type FileExists,
  type FileTooLarge,
  type OutsideRoot,
  type UploadBroken,
} from '../../../domain/files/errors.js'
import type { FileName } from '../../../domain/files/file-name.js'
import { inFolder, type ProjectPath } from '../../../domain/files/project-path.js'
import type { NewFile, OpenNewFile } from '../../../infrastructure/files/new-file.js'
import { statsOf, withOpenFolder } from './held-entry.js'
import { FILE_MODE } from './make.js'
import { moveInto } from './move-into.js'
import type { OpenWrites } from '../../../infrastructure/files/open-writes.js'

type StoreFault = FileExists | FileTooLarge | UploadBroken

/** Writes a file to a temporary name beside its target and renames it when it is complete. */
export const storeFile = (
  root: string,
  path: ProjectPath,
  name: FileName,
  bytes: AsyncIterable<Uint8Array>,
  { onConflict, limit }: StoreOptions,
  { openNew, openWrites }: WritingDeps,
): Promise<E.Either<StoreFault | OutsideRoot | BadPath, Changed>> =>
  withOpenFolder<StoreFault, Changed>(root, path, async (folder) => {
    const temporary = folder.entry(await openWrites.nameIn(folder.path))
    const file = await openNew(temporary, FILE_MODE)
    let isPlaced = false
    try {
      const written = await writeAll(file, bytes, limit)
      if (E.isLeft(written)) return written
      const stats = await statsOf(temporary)
      if (stats === null) return E.left(uploadBroken) // removed by another process
      const placed = await moveInto(temporary, stats, folder, name, onConflict)
      if (E.isLeft(placed)) return placed
      isPlaced = true
      return E.right({ path: inFolder(path, placed.right.name), touched: [placed.right.path] })
    } finally {
      if (!isPlaced) await unlink(temporary).catch(() => undefined)
    }
  })

/** Writes all bytes and closes the file. Throws errors of the disk; returns `UploadBroken` for errors of the source. */
async function writeAll(
  file: NewFile,
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<E.Either<FileTooLarge | UploadBroken, void>> {
  const source = bytes[Symbol.asyncIterator]()
  let size = 0
  try {
    for (;;) {
      const next = await source.next().catch(() => null)
      if (next === null) return E.left(uploadBroken)
      if (next.done === true) break
      size += next.value.length
      if (size > limit) return E.left(fileTooLarge(null, limit))
      await file.write(next.value)
    }
    await file.sync()
    return E.right(undefined)
  } finally {
    await file.close()
    await source.return?.()
  }
}

/** Dependencies of writing content. */
export interface WritingDeps {
  readonly openNew: OpenNewFile
  readonly openWrites: OpenWrites
}
