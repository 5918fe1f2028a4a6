import type { FileEvents, FileEventsListener } from '../../../application/files/file-events.port.js'
import { isOfTools } from '../../../domain/files/listing.js'
import { parentOf, type PathChange } from '../../../domain/files/path-change.js'
import { guarded } from '../../../infrastructure/guard/guard.js'

/** Trees of folders and files in memory, of which a test changes what it likes. */
export interface MemoryFileEvents extends FileEvents {
  /** Writes a file, with the folders that it lies in; absolute. */
  readonly write: (path: string) => void
  /** Creates a folder and reports it. */
  readonly makeFolder: (path: string) => void
  /** Removes an entry with its content. */
  readonly remove: (path: string) => void
  /** Renames a file or folder and reports it. */
  readonly rename: (from: string, to: string) => void
  /** Changes the time of a file or folder. */
  readonly touch: (path: string) => void
  /** Rules of a `.gitignore`, as names alone: what is called so in this folder or below is left out from now on. */
  readonly ignore: (folder: string, names: ReadonlyArray<string>) => void
  /** Roots that are watched now; more than once if more than one does. */
  readonly watched: () => ReadonlyArray<string>
}

interface Watch {
  readonly root: string
  readonly listener: FileEventsListener
}

export function memoryFileEvents(folders: ReadonlyArray<string> = []): MemoryFileEvents {
  const entries = new Map<string, 'folder' | 'file'>()
  const ignored = new Map<string, ReadonlySet<string>>()
  const watches = new Set<Watch>()

  const isIgnored = (path: string, root: string): boolean => {
    for (let at = path; at !== root && at !== ''; at = parentOf(at)) {
      const name = at.slice(at.lastIndexOf('/') + 1)
      if (isOfTools(name)) return true
      for (const [folder, names] of ignored) if (at.startsWith(`${folder}/`) && names.has(name)) return true
    }
    return false
  }
  const tell = (type: PathChange['type'], path: string): void => {
    for (const { root, listener } of [...watches])
      if (path.startsWith(`${root}/`) && !isIgnored(path, root))
        guarded('file events', listener.changed)({ type, path: path.slice(root.length + 1), isDeep: false })
  }
  const cover = (path: string, coverage: 'Whole' | 'Gone'): void => {
    for (const { root, listener } of [...watches])
      if (root === path) guarded('file events', listener.covered)({ _tag: coverage })
  }

  const add = (path: string, kind: 'folder' | 'file'): void => {
    const parent = parentOf(path)
    if (parent !== '' && !entries.has(parent)) add(parent, 'folder')
    const isNew = !entries.has(path)
    if (!isNew && kind === 'folder') return
    entries.set(path, kind)
    tell(isNew ? 'rename' : 'change', path)
    if (isNew) cover(path, 'Whole')
  }
  const take = (path: string): ReadonlyArray<readonly [string, 'folder' | 'file']> => {
    const taken = [...entries].filter(([one]) => one === path || one.startsWith(`${path}/`))
    for (const [one] of taken) {
      entries.delete(one)
      cover(one, 'Gone')
    }
    if (taken.length > 0) tell('rename', path)
    return taken
  }
  for (const folder of folders) add(folder, 'folder')

  return {
    rootOf: (folder) => () => Promise.resolve(entries.get(folder) === 'folder' ? folder : null),
    watch: (root, listener) => {
      const own = { root, listener }
      watches.add(own)
      const begin = guarded('file watch', () => {
        if (watches.has(own))
          guarded('file events', listener.covered)({ _tag: entries.get(root) === 'folder' ? 'Whole' : 'Gone' })
      })
      queueMicrotask(begin)
      return () => void watches.delete(own)
    },
    write: (path) => add(path, 'file'),
    makeFolder: (path) => add(path, 'folder'),
    remove: (path) => void take(path),
    rename: (from, to) => {
      for (const [path, kind] of take(from)) add(to + path.slice(from.length), kind)
    },
    touch: (path) => tell('change', path),
    ignore: (folder, names) => void ignored.set(folder, new Set(names)),
    watched: () => [...watches].map(({ root }) => root),
  }
}
