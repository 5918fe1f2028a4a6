/** Where a device keeps what it is told to remember. A full or forbidden store forgets and never throws. */
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
        // A private window may forbid it: then the choice lasts as long as the page.
      }
    },
  }
}

/** The kept value when it is one of those allowed, else the first of them. */
export const oneOf = <const A extends readonly [string, ...string[]]>(allowed: A, kept: string | null): A[number] =>
  allowed.find((value) => value === kept) ?? allowed[0]

/** The kept whole number within its range, else the fallback. */
export function within(kept: string | null, min: number, max: number, fallback: number): number {
  const value = kept === null ? Number.NaN : Number(kept)
  return Number.isInteger(value) && value >= min && value <= max ? value : fallback
}
