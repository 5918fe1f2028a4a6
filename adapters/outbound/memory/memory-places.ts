import * as E from 'fp-ts/lib/Either.js'
import {
  badPath,
  fileNotFound,
  notAFolder,
  outsideRoot,
  type FileNotFound,
  type NotAFolder,
  type PathError,
} from '../../../domain/files/errors.js'
import { numberedName, type FileName } from '../../../domain/files/file-name.js'
import { isOfGit, isWithin, type Operand, type ProjectPath } from '../../../domain/files/project-path.js'
import { split, type MemoryDisk } from './file-disk.memory.js'
import { joined, lookUp, type TreeFolder, type TreeNode, type TreeSpot } from './memory-tree.js'

/** A folder below a root. */
export interface Found {
  readonly folder: TreeFolder
  /** Absolute, free of links. */
  readonly path: string
  /** The same from the root on. */
  readonly below: string
}

/** Resolves a path below a root, following all links. */
export function spotIn(
  disk: MemoryDisk,
  root: string,
  path: ProjectPath,
  belowFile: FileNotFound | NotAFolder,
): E.Either<PathError, TreeSpot & { readonly home: string }> {
  const home = lookUp(disk.top, root)
  if (typeof home === 'string') return E.left(fileNotFound)
  const asked = joined(home.path, path)
  const spot = lookUp(disk.top, asked)
  if (typeof spot !== 'string')
    return isWithin(home.path, spot.path) ? E.right({ ...spot, home: home.path }) : E.left(outsideRoot)
  for (let [parent] = split(asked); isWithin(home.path, parent) && parent !== '/'; [parent] = split(parent)) {
    const nearest = lookUp(disk.top, parent)
    if (typeof nearest === 'string') continue
    if (!isWithin(home.path, nearest.path)) return E.left(outsideRoot)
    break
  }
  return E.left(spot === 'missing' ? fileNotFound : belowFile)
}

export function folderIn(disk: MemoryDisk, root: string, path: ProjectPath): E.Either<PathError, Found> {
  const spot = spotIn(disk, root, path, notAFolder)
  if (E.isLeft(spot)) return spot
  const { node, path: real, home } = spot.right
  if (node.kind !== 'folder') return E.left(notAFolder)
  return E.right({ folder: node, path: real, below: real.slice(home.length).replace(/^\//, '') })
}

/** Something that is there, itself and not what it leads to. */
export interface FoundOperand {
  readonly found: Found
  readonly name: FileName
  readonly node: TreeNode
}

export function operandIn(
  disk: MemoryDisk,
  root: string,
  { folder, name }: Operand,
): E.Either<Exclude<PathError, NotAFolder>, FoundOperand> {
  const found = folderIn(disk, root, folder)
  if (E.isLeft(found)) return E.left(found.left._tag === 'NotAFolder' ? fileNotFound : found.left)
  if (isOfGit(found.right.below)) return E.left(badPath)
  const node = found.right.folder.children.get(name)
  return node === undefined ? E.left(fileNotFound) : E.right({ found: found.right, name, node })
}

/** The first numbered name that is free. */
export function freeName({ children }: TreeFolder, name: FileName): FileName {
  let number = 1
  while (children.has(numberedName(name, number))) number += 1
  return numberedName(name, number)
}
