import * as E from 'fp-ts/lib/Either.js'
import type { Placed, PlaceError } from '../../../application/files/project-files.port.js'
import type { OnConflict } from '../../../domain/files/conflict.js'
import {
  badPath,
  fileExists,
  fileNotFound,
  intoSelf,
  notAFile,
  samePath,
  type FileExists,
} from '../../../domain/files/errors.js'
import type { FileName } from '../../../domain/files/file-name.js'
import {
  inFolder,
  isOfGit,
  isWithin,
  parseOperand,
  type Operand,
  type ProjectPath,
} from '../../../domain/files/project-path.js'
import type { MemoryDisk } from './file-disk.memory.js'
import { folderIn, freeName, operandIn, type Found, type FoundOperand } from './memory-places.js'
import { copyOf, joined, type TreeNode } from './memory-tree.js'

export function moved(
  disk: MemoryDisk,
  root: string,
  from: Operand,
  to: ProjectPath,
  onConflict: OnConflict,
): E.Either<PlaceError, Placed> {
  const places = placesOf(disk, root, from, to)
  if (E.isLeft(places)) return places
  const { source, target } = places.right
  const name = putInto(target, source.node, onConflict)
  if (E.isLeft(name)) return name
  source.found.folder.children.delete(source.name)
  const touched = [joined(source.found.path, source.name), joined(target.found.path, name.right)]
  return E.right({ path: inFolder(target.path, name.right), touched, skipped: [] })
}

export function copied(
  disk: MemoryDisk,
  root: string,
  from: Operand,
  to: ProjectPath,
  onConflict: OnConflict,
): E.Either<PlaceError, Placed> {
  const places = placesOf(disk, root, from, to)
  if (E.isLeft(places)) return places
  const { source, target } = places.right
  if (source.node.kind === 'pipe') return E.left(notAFile)
  const skipped: ProjectPath[] = []
  const start = inFolder(from.folder, from.name)
  const copy = copyOf(source.node, '', (below) => skipped.push(`${start}/${below}` as ProjectPath))
  const name = putInto(target, copy, onConflict)
  if (E.isLeft(name)) return name
  return E.right({
    path: inFolder(target.path, name.right),
    touched: [joined(target.found.path, name.right)],
    skipped,
  })
}

interface Target {
  readonly found: Found
  readonly path: ProjectPath
  readonly name: FileName
}

function placesOf(
  disk: MemoryDisk,
  root: string,
  from: Operand,
  to: ProjectPath,
): E.Either<PlaceError, { readonly source: FoundOperand; readonly target: Target }> {
  const source = operandIn(disk, root, from)
  if (E.isLeft(source)) return source
  const direct = parseOperand(to)
  if (E.isLeft(direct)) return direct
  const { folder: path, name } = direct.right
  const outer = folderIn(disk, root, path)
  if (E.isLeft(outer)) return E.left(outer.left._tag === 'NotAFolder' ? fileNotFound : outer.left)
  const there = outer.right.folder.children.get(name)
  const isInto = there?.kind === 'folder' && there !== source.right.node
  const found = isInto ? folderIn(disk, root, to) : outer
  if (E.isLeft(found)) return found
  if (isOfGit(found.right.below)) return E.left(badPath)
  const target: Target = isInto ? { found: found.right, path: to, name: from.name } : { found: found.right, path, name }

  const sourcePath = joined(source.right.found.path, from.name)
  if (joined(target.found.path, target.name) === sourcePath) return E.left(samePath)
  const isInside = source.right.node.kind === 'folder' && isWithin(sourcePath, target.found.path)
  return isInside ? E.left(intoSelf) : E.right({ source: source.right, target })
}

/** Under which name it was put. */
function putInto(
  { found: { folder }, name }: Target,
  node: TreeNode,
  onConflict: OnConflict,
): E.Either<FileExists, FileName> {
  const there = folder.children.get(name)
  const putAs = (taken: FileName): E.Either<FileExists, FileName> => {
    folder.children.set(taken, node)
    return E.right(taken)
  }
  if (there === undefined) return putAs(name)
  if (onConflict === 'rename') return putAs(freeName(folder, name))
  const isReplaced = onConflict === 'overwrite' && there.kind !== 'folder' && node.kind !== 'folder'
  return isReplaced ? putAs(name) : E.left(fileExists(freeName(folder, name)))
}
