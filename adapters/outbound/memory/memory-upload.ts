import * as E from 'fp-ts/lib/Either.js'
import type { Changed, StoreError, StoreOptions } from '../../../application/files/project-files.port.js'
import {
  badPath,
  fileExists,
  fileTooLarge,
  uploadBroken,
  writeFailed,
  type FileTooLarge,
  type UploadBroken,
} from '../../../domain/files/errors.js'
import type { FileName } from '../../../domain/files/file-name.js'
import { inFolder, isOfGit, type ProjectPath } from '../../../domain/files/project-path.js'
import type { MemoryDisk } from './file-disk.memory.js'
import { folderIn, freeName } from './memory-places.js'
import { joined } from './memory-tree.js'

export async function stored(
  disk: MemoryDisk,
  root: string,
  path: ProjectPath,
  name: FileName,
  bytes: AsyncIterable<Uint8Array>,
  { onConflict, limit }: StoreOptions,
): Promise<E.Either<StoreError, Changed>> {
  const found = folderIn(disk, root, path)
  if (E.isLeft(found)) return found
  const { folder, path: real, below } = found.right
  if (isOfGit(below)) return E.left(badPath)
  const content = await gathered(bytes, limit)
  if (E.isLeft(content)) return content
  if (content.right.length > disk.free) return E.left(writeFailed('disk-full'))

  const there = folder.children.get(name)
  const isTaken = there !== undefined && (onConflict !== 'overwrite' || there.kind === 'folder')
  if (isTaken && onConflict !== 'rename') return E.left(fileExists(freeName(folder, name)))
  const taken = isTaken ? freeName(folder, name) : name
  folder.children.set(taken, {
    kind: 'file',
    bytes: content.right,
    modifiedAt: disk.now(),
    revision: disk.newRevision(),
  })
  return E.right({ path: inFolder(path, taken), touched: [joined(real, taken)] })
}

async function gathered(
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<E.Either<FileTooLarge | UploadBroken, Uint8Array>> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of bytes) {
      size += chunk.length
      if (size > limit) return E.left(fileTooLarge(null, limit))
      chunks.push(chunk.slice())
    }
  } catch {
    return E.left(uploadBroken)
  }
  return E.right(new Uint8Array(Buffer.concat(chunks)))
}
