/** Paths are relative to a root, with `/` between names; `''` is the root itself. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

export const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0))

export const joined = (parent: string, name: string): string => (parent === '' ? name : `${parent}/${name}`)

/** Every folder above, the root's own child first. */
export function ancestorsOf(path: string): ReadonlyArray<string> {
  const parts = path.split('/')
  return parts.slice(0, -1).map((_, at) => parts.slice(0, at + 1).join('/'))
}

/** Whether a path is that folder or lies in it, at any depth. */
export const isWithin = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`)

/** Without those that lie in a folder that is itself among them: it takes them along. */
export const topmost = (paths: ReadonlyArray<string>): ReadonlyArray<string> =>
  paths.filter((path) => !paths.some((other) => other !== path && isWithin(path, other)))

/** Whether they may come to lie in that folder: none is moved into itself, and at least one comes from elsewhere. */
export const canMoveInto = (paths: ReadonlyArray<string>, folder: string): boolean =>
  paths.length > 0 && !paths.some((path) => isWithin(folder, path)) && paths.some((path) => parentOf(path) !== folder)

/** The part of a name that is chosen when it is changed: not the ending, unless the name is all ending. */
export function stemLength(name: string): number {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? dot : name.length
}

/** A name beside it that is free: `notes-1.txt`, `notes-2.txt`. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  const stem = name.slice(0, stemLength(name))
  const ending = name.slice(stemLength(name))
  for (let count = 1; ; count += 1) {
    const free = `${stem}-${count}${ending}`
    if (!taken.has(free)) return free
  }
}

export type FileNameFault = 'empty' | 'slash' | 'dots' | 'too-long' | 'taken'

const NAME_BYTES = 255

/** What is wrong with a name before the hub has seen it. */
export function fileNameFault(typed: string, taken: ReadonlySet<string>): FileNameFault | null {
  if (typed.trim() === '') return 'empty'
  if (/[/\\\0]/.test(typed)) return 'slash'
  if (typed === '.' || typed === '..') return 'dots'
  if (new TextEncoder().encode(typed).length > NAME_BYTES) return 'too-long'
  return taken.has(typed) ? 'taken' : null
}

/** A path as a shell takes it for one word. */
export const shellWord = (path: string): string =>
  /^[\w./@%+=:,-]+$/.test(path) && !path.startsWith('-') ? path : `'${path.replaceAll("'", `'\\''`)}'`
