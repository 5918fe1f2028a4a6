import { isObject, parsed } from './platform/parsed.js'
import type { Shelf } from './platform/preference.js'

const PREFIX = 'penates_draft_'

/** Unsent input of one tab, kept over a reload of the page. Values are JSON. */
export interface DraftShelf {
  /** `null` without a draft of that name, and for one that `isDraft` rejects, such as a draft of an older page. */
  readonly read: <A>(name: string, isDraft: (value: unknown) => value is A) => A | null
  /** `null` removes the draft. */
  readonly write: (name: string, value: unknown) => void
  readonly has: (name: string) => boolean
  /** True when this page holds a draft. */
  readonly hasAny: () => boolean
  readonly clear: () => void
}

/** `names` lists the keys of the shelf. */
export function draftShelf(shelf: Shelf, names: () => ReadonlyArray<string>): DraftShelf {
  const own = (): ReadonlyArray<string> => names().filter((name) => name.startsWith(PREFIX))
  return {
    read: (name, isDraft) => {
      const value = parsed(shelf.read(PREFIX + name))
      return isDraft(value) ? value : null
    },
    write: (name, value) => shelf.write(PREFIX + name, value === null ? null : JSON.stringify(value)),
    has: (name) => shelf.read(PREFIX + name) !== null,
    hasAny: () => own().length > 0,
    clear: () => {
      for (const name of own()) shelf.write(name, null)
    },
  }
}

export const isText = (value: unknown): value is string => typeof value === 'string'

/**
 * Type guard for records whose fields have the types of the fields of `empty`. A `null` field accepts a string or
 * `null`, a list accepts texts.
 */
export const hasShapeOf =
  <A extends object>(empty: A) =>
  (value: unknown): value is A =>
    isObject(value) &&
    Object.entries(empty).every(([key, usual]) => {
      const given = value[key]
      if (Array.isArray(usual)) return Array.isArray(given) && given.every(isText)
      return usual === null ? given === null || typeof given === 'string' : typeof given === typeof usual
    })

/** Type guard for entries of a map with string keys. */
export const areEntries =
  <A>(isValue: (value: unknown) => value is A) =>
  (value: unknown): value is ReadonlyArray<readonly [string, A]> =>
    Array.isArray(value) &&
    value.every((entry) => Array.isArray(entry) && entry.length === 2 && isText(entry[0]) && isValue(entry[1]))
