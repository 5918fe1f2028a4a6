import { computed, signal } from '@preact/signals'
import { mount } from './mount.js'

const fullShelves = signal<ReadonlySet<Shelf>>(new Set())

/** True while the last write of a shelf failed because the browser's storage is full. */
export const storageFull = computed(() => fullShelves.value.size > 0)

function noteFull(shelf: Shelf, isFull: boolean): void {
  if (fullShelves.peek().has(shelf) === isFull) return
  const others = [...fullShelves.peek()].filter((one) => one !== shelf)
  fullShelves.value = new Set(isFull ? [...others, shelf] : others)
}

/** Browsers name the error QuotaExceededError or NS_ERROR_DOM_QUOTA_REACHED. */
const isQuota = (error: unknown): boolean => error instanceof DOMException && /quota/i.test(error.name)

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
  const shelf: KeyedShelf = {
    read: (key) => {
      try {
        return storage().getItem(keyOf(key))
      } catch {
        return null
      }
    },
    write: (key, value) => {
      try {
        // Frees nothing.
        if (value === null && storage().getItem(keyOf(key)) === null) return
        if (value === null) storage().removeItem(keyOf(key))
        else storage().setItem(keyOf(key), value)
        noteFull(shelf, false)
      } catch (error) {
        // Private windows may deny storage. The choice then lasts until the page is closed.
        noteFull(shelf, isQuota(error))
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
  return shelf
}

/** Stored value when it is allowed, else the first allowed one. */
export const oneOf = <const A extends readonly [string, ...string[]]>(allowed: A, kept: string | null): A[number] =>
  allowed.find((value) => value === kept) ?? allowed[0]

/** Stored integer when it is within the range, else the fallback. */
export function within(kept: string | null, min: number, max: number, fallback: number): number {
  const value = kept === null ? Number.NaN : Number(kept)
  return Number.isInteger(value) && value >= min && value <= max ? value : fallback
}
