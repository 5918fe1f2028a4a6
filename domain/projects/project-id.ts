import type { Kind } from '../shared/brand.js'

/**
 * Assigned once and never changed. One URL segment, percent-encoded: may contain spaces, upper case and letters of any
 * script, but no `/`; never `search`, and never with the prefix `session:`.
 */
export type ProjectId = Kind<'ProjectId'>

/** Words with another meaning in the position of an id. */
const RESERVED = new Set(['search', '.', '..'])
/** Prefix of ids that stand for the folder of a session. */
const SESSION = /^session:/

const isFree = (id: string, taken: ReadonlySet<string>): boolean => !RESERVED.has(id) && !taken.has(id)

function firstFree(wanted: string, taken: ReadonlySet<string>): ProjectId {
  let id = wanted
  for (let count = 2; !isFree(id, taken); count += 1) id = `${wanted}-${count}`
  return id
}

/** Id of a discovered folder: its name, with a number appended when the id exists. */
export const discoveredId = (folderName: string, taken: ReadonlySet<string>): ProjectId =>
  firstFree(folderName.replace(SESSION, 'session-'), taken)

/** Id of a registered folder: its name in lower-case letters, digits and dashes. */
export function registeredId(folderName: string, taken: ReadonlySet<string>): ProjectId {
  const slug = folderName
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return firstFree(slug === '' ? 'project' : slug, taken)
}
