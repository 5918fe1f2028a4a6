/** Numbers that look random and are the same every time. */
export interface Chance {
  /** A whole number from 0 up to, but not, `limit`. */
  readonly below: (limit: number) => number
  /** From 0 up to, but not, 1. */
  readonly share: () => number
}

/** mulberry32 */
export function seeded(seed = 0x2545f491): Chance {
  let state = seed
  const share = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return { share, below: (limit) => Math.floor(share() * limit) }
}
