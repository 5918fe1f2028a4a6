import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { FolderBrowser } from '../../../application/files/folder-browser.port.js'
import {
  folderExists,
  folderUnreadable,
  notBrowsable,
  type FolderExists,
  type FolderFault,
  type FolderUnreadable,
  type NotBrowsable,
} from '../../../domain/files/browse-errors.js'
import { parentOf } from '../../../domain/files/path-change.js'
import { isWithin } from '../../../domain/files/project-path.js'

/** A disk in memory. */
export interface MemoryFolderBrowser extends FolderBrowser {
  /** Creates a folder and its parents. */
  readonly addFolder: (path: string) => void
  readonly addFile: (path: string) => void
  /** A link to an absolute path. */
  readonly addLink: (path: string, to: string) => void
}

type Entry = { readonly is: 'folder' | 'file' } | { readonly is: 'link'; readonly to: string }

export function memoryFolderBrowser(home: string, roots: ReadonlyArray<string>): MemoryFolderBrowser {
  const entries = new Map<string, Entry>()
  const collator = new Intl.Collator()

  const addFolder = (path: string): void => {
    if (path === '' || path === '/' || entries.has(path)) return
    addFolder(parentOf(path))
    entries.set(path, { is: 'folder' })
  }
  const add = (path: string, entry: Entry): void => {
    addFolder(parentOf(path))
    entries.set(path, entry)
  }
  for (const root of [home, ...roots]) addFolder(root)

  /** Resolves a path. `missing` is the first fault on the way, `path` the part that was resolved. */
  const lead = (path: string): { readonly path: string; readonly missing: FolderFault | null } => {
    let at = ''
    for (const segment of path.split('/').filter((one) => one !== '')) {
      if (at !== '' && entries.get(at)?.is === 'file') return { path: at, missing: 'not-a-directory' }
      const entry = entries.get(`${at}/${segment}`)
      if (entry === undefined) return { path: at, missing: 'not-found' }
      at = entry.is === 'link' ? lead(entry.to).path : `${at}/${segment}`
    }
    return { path: at === '' ? '/' : at, missing: null }
  }

  const within = (path: string): E.Either<NotBrowsable | FolderUnreadable, string> => {
    const { path: real, missing } = lead(path)
    if (!roots.some((root) => isWithin(lead(root).path, real))) return E.left(notBrowsable(path))
    if (missing !== null) return E.left(folderUnreadable(path, missing))
    return entries.get(real)?.is === 'file' ? E.left(folderUnreadable(path, 'not-a-directory')) : E.right(real)
  }

  const isRepository = (path: string, root: string): boolean =>
    entries.has(`${path}/.git`) || (path !== root && isRepository(parentOf(path), root))

  return {
    home,
    list: (path, hidden) =>
      TE.fromIOEither(() => {
        const found = within(path)
        if (E.isLeft(found)) return found
        const names = [...entries]
          .filter(([one, { is }]) => is === 'folder' && parentOf(one) === found.right)
          .map(([one]) => one.slice(one.lastIndexOf('/') + 1))
          .filter((name) => hidden || !name.startsWith('.'))
        const root = roots.map((one) => lead(one).path).find((one) => isWithin(one, found.right)) ?? found.right
        return E.right({
          names: names.sort(collator.compare),
          isCut: false,
          isRepository: isRepository(found.right, root),
        })
      }),
    make: ({ parent, name, path }) =>
      TE.fromIOEither((): E.Either<NotBrowsable | FolderUnreadable | FolderExists, void> => {
        const found = within(parent)
        if (E.isLeft(found) && found.left._tag === 'NotBrowsable') return E.left(notBrowsable(path))
        if (E.isLeft(found) && found.left._tag === 'FolderUnreadable' && found.left.reason !== 'not-found') return found
        const real = E.isRight(found) ? found.right : parent
        if (entries.has(`${real}/${name}`)) return E.left(folderExists(path))
        addFolder(`${real}/${name}`)
        return E.right(undefined)
      }),
    addFolder,
    addFile: (path) => add(path, { is: 'file' }),
    addLink: (path, to) => add(path, { is: 'link', to }),
  }
}
