/** A folder as people write it: the home folder is `~`. */
export const homely = (path: string, home: string | null): string =>
  home !== null && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path

/** The home folder that most paths of a list lie in: `/home/ada`, `/Users/ada`, `/root`. `null` when none does. */
export function guessHome(paths: ReadonlyArray<string>): string | null {
  const counts = new Map<string, number>()
  for (const path of paths) {
    const home = /^(\/home\/[^/]+|\/Users\/[^/]+|\/root)(?=\/|$)/.exec(path)?.[1]
    if (home) counts.set(home, (counts.get(home) ?? 0) + 1)
  }
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null
}

/** At most `max` characters: whole folders go from the middle, the last one stays as long as it can. */
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

export type FolderFault = 'empty' | 'relative'

/** What is wrong with a folder before the hub has seen it: it takes absolute paths and `~`. */
export function folderFault(typed: string): FolderFault | null {
  const path = typed.trim()
  if (path === '') return 'empty'
  return path.startsWith('/') || path === '~' || path.startsWith('~/') ? null : 'relative'
}

/** What is typed of a path so far: the folders before the last slash, with it, and the beginning of a name after it. */
export interface TypedPath {
  readonly folder: string
  readonly name: string
}

/** `null` while there is no folder yet to look into. */
export function typedPath(typed: string): TypedPath | null {
  const path = typed.trimStart()
  const cut = path.lastIndexOf('/') + 1
  return folderFault(path) === null && cut > 0 ? { folder: path.slice(0, cut), name: path.slice(cut) } : null
}

/** Paths that what is typed may become, written as it is; names that start the same go before those that contain it. */
export function completions(typed: TypedPath, names: ReadonlyArray<string>, max: number): ReadonlyArray<string> {
  const wanted = typed.name.toLowerCase()
  const [starting, containing] = [
    names.filter((name) => name.toLowerCase().startsWith(wanted)),
    names.filter((name) => name.toLowerCase().indexOf(wanted) > 0),
  ]
  return [...starting, ...containing].slice(0, max).map((name) => typed.folder + name)
}
