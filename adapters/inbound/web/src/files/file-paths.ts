/** Paths are relative to a root, with `/` between names; `''` is the root itself. */
export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

export const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0))

export const joined = (parent: string, name: string): string => (parent === '' ? name : `${parent}/${name}`)

/** All ancestor folders, from the child of the root downwards. */
export function ancestorsOf(path: string): ReadonlyArray<string> {
  const parts = path.split('/')
  return parts.slice(0, -1).map((_, at) => parts.slice(0, at + 1).join('/'))
}

/** True when the path is the folder or lies below it at any depth. */
export const isWithin = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`)

/** Removes paths that lie below another path of the list. Operations on a folder include its content. */
export const topmost = (paths: ReadonlyArray<string>): ReadonlyArray<string> =>
  paths.filter((path) => !paths.some((other) => other !== path && isWithin(path, other)))

/** True when all paths can be moved into the folder: none into itself, and at least one from another folder. */
export const canMoveInto = (paths: ReadonlyArray<string>, folder: string): boolean =>
  paths.length > 0 && !paths.some((path) => isWithin(folder, path)) && paths.some((path) => parentOf(path) !== folder)

/** Length of a name without its extension. A name that only has an extension counts in full. */
export function stemLength(name: string): number {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? dot : name.length
}

/** First free name with a number: `notes-1.txt`, `notes-2.txt`. */
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

/** Validates a name before it is sent; `null` when it is valid. */
export function fileNameFault(typed: string, taken: ReadonlySet<string>): FileNameFault | null {
  if (typed.trim() === '') return 'empty'
  if (/[/\\\0]/.test(typed)) return 'slash'
  if (typed === '.' || typed === '..') return 'dots'
  if (new TextEncoder().encode(typed).length > NAME_BYTES) return 'too-long'
  return taken.has(typed) ? 'taken' : null
}
