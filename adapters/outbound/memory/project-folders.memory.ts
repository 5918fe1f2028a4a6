import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ProjectFolders } from '../../../application/projects/project-folders.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import {
  invalidProject,
  pathOutsideRoots,
  type InvalidProject,
  type PathOutsideRoots,
} from '../../../domain/projects/errors.js'
import type { FoundFolder } from '../../../domain/projects/registry.js'

/** The fake, and the folders that it has. */
export interface MemoryProjectFolders extends ProjectFolders {
  readonly controls: {
    readonly make: (path: string) => void
    readonly remove: (path: string) => void
    /** A link at `path` that leads to the folder `target`. */
    readonly link: (path: string, target: string) => void
    /** Makes the folder unreadable. */
    readonly seal: (path: string) => void
    /** Makes the folder a repository on a branch. */
    readonly checkOut: (path: string, branch: string) => void
  }
}

export interface MemoryProjectFoldersOptions {
  /** Path that `~` expands to. */
  readonly home: string
  /** Folders below which others may be registered. */
  readonly browseRoots: ReadonlyArray<string>
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'))
const isIn = (root: string, path: string): boolean => path === root || path.startsWith(`${root}/`)

/** A tree of folders without any files. */
export function memoryProjectFolders({ home, browseRoots }: MemoryProjectFoldersOptions): MemoryProjectFolders {
  const folders = new Set<string>([home, ...browseRoots])
  const links = new Map<string, string>()
  const sealed = new Set<string>()
  const branches = new Map<string, string>()

  /** Resolves all links on the way. */
  const follow = (path: string): string => {
    const link = [...links.keys()].find((one) => isIn(one, path))
    return link === undefined ? path : follow(`${links.get(link) ?? ''}${path.slice(link.length)}`)
  }

  return {
    below: (root) =>
      TE.fromIOEither(() => {
        if (sealed.has(root)) return E.left(unavailable('folders', `${root}: permission denied`))
        const found = [...folders]
          .filter((path) => parentOf(path) === follow(root) && !nameOf(path).startsWith('.'))
          .map((path): FoundFolder => ({ name: nameOf(path), path }))
        return E.right(found.sort((one, other) => (one.name < other.name ? -1 : 1)))
      }),
    branch: (path) => TE.fromIO(() => branches.get(path) ?? null),
    real: (path) => TE.fromIO(() => (folders.has(follow(path)) ? follow(path) : null)),
    locate: (path) =>
      TE.fromIOEither((): E.Either<InvalidProject | PathOutsideRoots, FoundFolder> => {
        const real = follow(path.replace(/^~(?=\/|$)/, home).replace(/(?<=.)\/+$/, ''))
        if (!real.startsWith('/')) return E.left(invalidProject('path is not absolute'))
        if (!browseRoots.some((root) => isIn(root, real))) return E.left(pathOutsideRoots)
        return folders.has(real)
          ? E.right({ name: nameOf(real), path: real })
          : E.left(invalidProject('path does not exist'))
      }),
    controls: {
      make: (path) => void folders.add(path),
      remove: (path) => void folders.delete(path),
      link: (path, target) => void links.set(path, target),
      checkOut: (path, branch) => void branches.set(path, branch),
      seal: (path) => void sealed.add(path),
    },
  }
}
