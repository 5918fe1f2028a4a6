import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Changed, ListedFolder, OpenedFile, ProjectFiles } from '../../../application/files/project-files.port.js'
import {
  badPath,
  fileExists,
  fileNotFound,
  notAFile,
  notAFolder,
  trashFailed,
  trashUnavailable,
  type PathError,
} from '../../../domain/files/errors.js'
import { HEAD_BYTES } from '../../../domain/files/file-preview.js'
import { byKindAndName } from '../../../domain/files/entry-order.js'
import { isShown, type FolderEntry, type ShownNames } from '../../../domain/files/listing.js'
import { inFolder, isOfGit, type Operand, type ProjectPath } from '../../../domain/files/project-path.js'
import type { MemoryDisk } from './file-disk.memory.js'
import { folderIn, freeName, operandIn, spotIn, type Found } from './memory-places.js'
import { copied, moved } from './memory-relocation.js'
import { stored } from './memory-upload.js'
import { joined, newFolder, type TreeFolder, type TreeNode } from './memory-tree.js'

/** The files of a disk in memory; a file is read in several chunks, of a handful of bytes for a small one. */
export function memoryProjectFiles(disk: MemoryDisk): ProjectFiles {
  return {
    realPath: (root, path) =>
      TE.fromIOEither(() => E.Functor.map(folderIn(disk, root, path), ({ path: real }) => real)),
    list: (root, path, shown, { offset, limit }) =>
      TE.fromIOEither(() =>
        E.Functor.map(folderIn(disk, root, path), ({ folder }): ListedFolder => {
          const entries = entriesOf(folder, shown)
          return { entries: entries.slice(offset, offset + limit), total: entries.length }
        }),
      ),
    open: (root, path) => TE.fromIOEither(() => opened(disk, root, path)),
    createFile: (root, operand) => TE.fromIOEither(() => created(disk, root, operand)),
    makeFolder: (root, path) => TE.fromIOEither(() => madeFolder(disk, root, path)),
    move: (root, from, to, onConflict) => TE.fromIOEither(() => moved(disk, root, from, to, onConflict)),
    copy: (root, from, to, onConflict) => TE.fromIOEither(() => copied(disk, root, from, to, onConflict)),
    trash: (root, operands) => TE.fromIOEither(() => trashed(disk, root, operands)),
    store: (root, folder, name, bytes, options) => () => stored(disk, root, folder, name, bytes, options),
  }
}

function entriesOf({ children }: TreeFolder, shown: ShownNames): ReadonlyArray<FolderEntry> {
  return [...children]
    .filter(([name]) => isShown(name, shown))
    .map(([name, node]) => ({ name, isFolder: node.kind === 'folder', node }))
    .sort(byKindAndName)
    .map(({ name, node }) => ({ name, type: typeOf(node), size: sizeOf(node), modifiedAt: node.modifiedAt }))
}

const typeOf = ({ kind }: TreeNode): FolderEntry['type'] =>
  kind === 'folder' ? 'dir' : kind === 'link' ? 'symlink' : 'file'

const sizeOf = (node: TreeNode): number =>
  node.kind === 'file' ? node.bytes.length : node.kind === 'link' ? node.target.length : 0

function opened(disk: MemoryDisk, root: string, path: ProjectPath): E.Either<PathError, OpenedFile> {
  const spot = spotIn(disk, root, path, fileNotFound)
  if (E.isLeft(spot)) return spot
  const { node } = spot.right
  if (node.kind !== 'file') return E.left(notAFile)
  const { bytes, modifiedAt, revision } = node
  return E.right({
    size: bytes.length,
    modifiedAt,
    revision,
    head: bytes.slice(0, HEAD_BYTES),
    read: ({ start, end }) => chunksOf(bytes.subarray(start, end)),
    close: () => Promise.resolve(),
  })
}

const SMALLEST_CHUNK_BYTES = 7
const MOST_CHUNKS = 1_000

/** Reuses one buffer for all chunks, like a disk. */
async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  const chunkBytes = Math.max(SMALLEST_CHUNK_BYTES, Math.ceil(bytes.length / MOST_CHUNKS))
  const memory = new Uint8Array(chunkBytes)
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const chunk = bytes.subarray(at, at + chunkBytes)
    memory.set(chunk)
    yield memory.subarray(0, chunk.length)
    await Promise.resolve()
  }
}

function created(disk: MemoryDisk, root: string, { folder: path, name }: Operand): ReturnType<typeof madeFolder> {
  const found = folderIn(disk, root, path)
  if (E.isLeft(found)) return found
  const { folder, path: real, below } = found.right
  if (isOfGit(below)) return E.left(badPath)
  if (folder.children.has(name)) return E.left(fileExists(freeName(folder, name)))
  folder.children.set(name, {
    kind: 'file',
    bytes: new Uint8Array(),
    modifiedAt: disk.now(),
    revision: disk.newRevision(),
  })
  return E.right({ path: inFolder(path, name), touched: [joined(real, name)] })
}

function madeFolder(
  disk: MemoryDisk,
  root: string,
  path: ProjectPath,
): E.Either<PathError | ReturnType<typeof fileExists>, Changed> {
  if (isOfGit(path)) return E.left(badPath)
  const nearest = nearestFolder(disk, root, path)
  if (E.isLeft(nearest)) return nearest
  const { found, missing } = nearest.right
  if (isOfGit(found.below)) return E.left(badPath)
  let { folder, path: real } = found
  const touched: string[] = []
  for (const [index, name] of missing.entries()) {
    const child = folder.children.get(name)
    if (child !== undefined && child.kind !== 'folder')
      return E.left(index === missing.length - 1 ? fileExists(null) : notAFolder)
    real = joined(real, name)
    if (child === undefined) touched.push(real)
    const next = child ?? newFolder(disk.now())
    folder.children.set(name, next)
    folder = next
  }
  return E.right({ path, touched })
}

interface Nearest {
  readonly found: Found
  readonly missing: ReadonlyArray<string>
}

function nearestFolder(disk: MemoryDisk, root: string, path: ProjectPath): E.Either<PathError, Nearest> {
  const missing: string[] = []
  for (let at: string = path; ; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
    const found = folderIn(disk, root, at as ProjectPath)
    if (E.isRight(found)) return E.right({ found: found.right, missing })
    if (at === '' || (found.left._tag !== 'FileNotFound' && found.left._tag !== 'NotAFolder')) return found
    missing.unshift(at.slice(at.lastIndexOf('/') + 1))
  }
}

function trashed(
  disk: MemoryDisk,
  root: string,
  operands: ReadonlyArray<Operand>,
): E.Either<PathError | ReturnType<typeof trashFailed> | typeof trashUnavailable, ReadonlyArray<string>> {
  const all = operands.map((operand) => operandIn(disk, root, operand))
  const missing = all.find(E.isLeft)
  if (missing !== undefined) return missing
  if (disk.trash === 'none') return E.left(trashUnavailable)
  const kept = operands.map(({ folder, name }) => inFolder(folder, name))
  if (disk.trash === 'refuses') return E.left(trashFailed('refused', [], kept))
  const paths = all.filter(E.isRight).map(({ right: { found, name } }) => {
    found.folder.children.delete(name)
    const path = joined(found.path, name)
    disk.putIntoTrash(path)
    return path
  })
  return E.right(paths)
}
