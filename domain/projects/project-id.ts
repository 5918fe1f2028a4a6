/** Words that mean something else in the place of an id. */
const RESERVED = new Set(['search', '.', '..'])
/** `session:<name>` stands for the folder of a session wherever an id does. */
const SESSION = /^session:/

const isFree = (id: string, taken: ReadonlySet<string>): boolean => !RESERVED.has(id) && !taken.has(id)

function firstFree(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted
  for (let count = 2; !isFree(id, taken); count += 1) id = `${wanted}-${count}`
  return id
}

/** The id of a folder that was found: its name, with a number behind it if that is taken. */
export const discoveredId = (folderName: string, taken: ReadonlySet<string>): string =>
  firstFree(folderName.replace(SESSION, 'session-'), taken)

/** The id of a folder that somebody registered: its name as lower-case letters, digits and dashes. */
export function registeredId(folderName: string, taken: ReadonlySet<string>): string {
  const slug = folderName
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return firstFree(slug === '' ? 'project' : slug, taken)
}
