import type { Instant } from '../../../domain/shared/instant.js'
import { lookUp, newFolder, type TreeFolder, type TreeNode, type TreeSpot } from './memory-tree.js'

/** A person at the file system, all paths absolute: the same moves on disk and in memory. */
export interface FileControls {
  /** Creates a folder and its parents. */
  readonly makeFolder: (path: string) => void | Promise<void>
  /** Makes or replaces a file and the folders above it. */
  readonly write: (path: string, content: string) => void | Promise<void>
  /** Creates a symbolic link. */
  readonly link: (path: string, target: string) => void | Promise<void>
  /** Creates a named pipe. */
  readonly pipe: (path: string) => void | Promise<void>
  /** Removes a file or a folder with its content. */
  readonly remove: (path: string) => void | Promise<void>
  /** Content of a file, `-> target` of a link, `<folder>`, `<pipe>`; `null`: nothing there. */
  readonly look: (path: string) => (string | null) | Promise<string | null>
  /** Names in a folder, sorted. */
  readonly names: (path: string) => ReadonlyArray<string> | Promise<ReadonlyArray<string>>
  /** Former paths of trashed files, sorted. */
  readonly trashed: () => ReadonlyArray<string> | Promise<ReadonlyArray<string>>
}

/** Controls of a disk in memory, and of its failures. */
export interface DiskControls {
  readonly controls: FileControls
  /** Free space in bytes; `Infinity` at first. */
  free: number
  /** Behaviour of the trash: it accepts files, does not exist, or refuses files. */
  trash: 'works' | 'none' | 'refuses'
}

/** Disk in memory. */
export interface MemoryDisk extends DiskControls {
  readonly top: TreeFolder
  readonly now: () => Instant
  readonly newRevision: () => string
  /** Folder at an absolute path; throws when there is none. */
  readonly folderAt: (path: string) => TreeFolder
  readonly putIntoTrash: (path: string) => void
}

export function memoryDisk(now: () => Instant): MemoryDisk {
  const top = newFolder(now())
  const trashed: string[] = []
  let revision = 0

  const newRevision = (): string => {
    revision += 1
    return `r${revision}`
  }

  const makeFolder = (path: string): TreeFolder => {
    let folder = top
    for (const name of path.split('/').filter((segment) => segment !== '')) {
      const child = folder.children.get(name) ?? newFolder(now())
      if (child.kind !== 'folder') throw new Error(`${path} leads through what is no folder`)
      folder.children.set(name, child)
      folder = child
    }
    return folder
  }

  const put = (path: string, node: TreeNode): void => {
    const [folder, name] = split(path)
    makeFolder(folder).children.set(name, node)
  }

  const folderAt = (path: string): TreeFolder => {
    const spot = lookUp(top, path)
    if (typeof spot === 'string' || spot.node.kind !== 'folder') throw new Error(`no folder at ${path}`)
    return spot.node
  }

  const controls: FileControls = {
    makeFolder: (path) => void makeFolder(path),
    write: (path, content) => {
      put(path, {
        kind: 'file',
        bytes: new TextEncoder().encode(content),
        modifiedAt: now(),
        revision: newRevision(),
      })
    },
    link: (path, target) => {
      put(path, { kind: 'link', target, modifiedAt: now() })
    },
    pipe: (path) => {
      put(path, { kind: 'pipe', modifiedAt: now() })
    },
    remove: (path) => {
      const [folder, name] = split(path)
      folderAt(folder).children.delete(name)
    },
    look: (path) => {
      const [folder, name] = split(path)
      return described(nodeIn(lookUp(top, folder), name))
    },
    names: (path) => [...folderAt(path).children.keys()].sort(),
    trashed: () => [...trashed].sort(),
  }

  return {
    top,
    controls,
    free: Infinity,
    trash: 'works',
    now,
    newRevision,
    folderAt,
    putIntoTrash: (path) => void trashed.push(path),
  }
}

/** An absolute path in two: its folder, and its name there. */
export function split(path: string): readonly [folder: string, name: string] {
  const cut = path.lastIndexOf('/')
  return [cut === 0 ? '/' : path.slice(0, cut), path.slice(cut + 1)]
}

const nodeIn = (spot: TreeSpot | string, name: string): TreeNode | null =>
  typeof spot !== 'string' && spot.node.kind === 'folder' ? (spot.node.children.get(name) ?? null) : null

function described(node: TreeNode | null): string | null {
  switch (node?.kind) {
    case undefined:
      return null
    case 'file':
      return new TextDecoder().decode(node.bytes)
    case 'link':
      return `-> ${node.target}`
    case 'folder':
    case 'pipe':
      return `<${node.kind}>`
  }
}
