/** Key-value store of the device. A full or unavailable store drops writes and never throws. */
export interface Shelf {
  readonly read: (key: string) => string | null
  readonly write: (key: string, value: string | null) => void
}

export function browserShelf(storage: () => Storage): Shelf {
  return {
    read: (key) => {
      try {
        return storage().getItem(key)
      } catch {
        return null
      }
    },
    write: (key, value) => {
      try {
        if (value === null) storage().removeItem(key)
        else storage().setItem(key, value)
      } catch {
        // Private windows may deny storage. The choice then lasts until the page is closed.
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
