import { mount } from './mount.js'

/** Key-value store of the device. A full or unavailable store drops writes and never throws. */
export interface Shelf {
  readonly read: (key: string) => string | null
  readonly write: (key: string, value: string | null) => void
}

/** Shelf that lists its keys. */
export interface KeyedShelf extends Shelf {
  readonly keys: () => ReadonlyArray<string>
}

/** Store of the hub at a path; each hub of one origin has its own keys, and the one at the root the plain ones. */
export function browserShelf(storage: () => Storage, at: string = mount): KeyedShelf {
  const prefix = at === '' ? '' : `${at} `
  const keyOf = (key: string): string => prefix + key
  return {
    read: (key) => {
      try {
        return storage().getItem(keyOf(key))
      } catch {
        return null
      }
    },
    write: (key, value) => {
      try {
        if (value === null) storage().removeItem(keyOf(key))
        else storage().setItem(keyOf(key), value)
      } catch {
        // Private windows may deny storage. The choice then lasts until the page is closed.
      }
    },
    keys: () => {
      try {
        return Object.keys(storage()).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []))
      } catch {
        return []
      }
    },
  }
}

/** Stored value when it is allowed, else the first allowed one. */
export const oneOf = <const A extends readonly [string, ...string[]]>(allowed: A, kept: string | null): A[number] =>
  allowed.find((value) => value === kept) ?? allowed[0]

/** Stored integer when it is within the range, else the fallback. */
export function within(kept: string | null, min: number, max: number, fallback: number): number {
  const value = kept === null ? Number.NaN : Number(kept)
  return Number.isInteger(value) && value >= min && value <= max ? value : fallback
}
