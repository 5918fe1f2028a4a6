/** Path with the home folder abbreviated to `~`. */
export const homely = (path: string, home: string | null): string =>
  home !== null && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path

/**
 * Path shortened to at most `max` characters. Folders are removed from the middle; the last one is kept as long as
 * possible.
 */
export function shortPath(path: string, max: number): string {
  if (path.length <= max) return path
  const parts = path.split('/')
  const head = parts[0] === '' ? `/${parts[1] ?? ''}` : (parts[0] ?? '')
  let tail = ''
  for (let at = parts.length - 1; at > 0; at -= 1) {
    const longer = `/${parts[at] ?? ''}${tail}`
    if (head.length + 2 + longer.length > max) break
    tail = longer
  }
  return tail === '' ? `…${path.slice(path.length - max + 1)}` : `${head}/…${tail}`
}

/** Path relative to the first folder that contains it; unchanged when none does. */
export function pathIn(path: string, folders: ReadonlyArray<string | null>): string {
  const folder = folders.find((one) => one !== null && path.startsWith(`${one}/`))
  return folder === undefined || folder === null ? path : path.slice(folder.length + 1)
}

export type FolderFault = 'empty' | 'relative'

/** Validates a folder before it is sent: the hub accepts absolute paths and `~`. */
export function folderFault(typed: string): FolderFault | null {
  const path = typed.trim()
  if (path === '') return 'empty'
  return path.startsWith('/') || path === '~' || path.startsWith('~/') ? null : 'relative'
}

/** Typed path split into the folder up to and including the last slash, and the beginning of a name. */
export interface TypedPath {
  readonly folder: string
  readonly name: string
}

/** `null` while the input contains no folder to list. */
export function typedPath(typed: string): TypedPath | null {
  const path = typed.trimStart()
  const cut = path.lastIndexOf('/') + 1
  return folderFault(path) === null && cut > 0 ? { folder: path.slice(0, cut), name: path.slice(cut) } : null
}

/**
 * Completions of the typed path, in its spelling. Names that begin with the typed part come before those that contain
 * it.
 */
export function completions(typed: TypedPath, names: ReadonlyArray<string>, max: number): ReadonlyArray<string> {
  const wanted = typed.name.toLowerCase()
  const [starting, containing] = [
    names.filter((name) => name.toLowerCase().startsWith(wanted)),
    names.filter((name) => name.toLowerCase().indexOf(wanted) > 0),
  ]
  return [...starting, ...containing].slice(0, max).map((name) => typed.folder + name)
}
