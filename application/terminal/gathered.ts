/** Output that waits to leave in one frame. */
export interface Gathered {
  readonly add: (chunk: Uint8Array) => void
  readonly byteLength: () => number
  /** Everything, in order; good until the next `add`. Nothing is left. */
  readonly take: () => Uint8Array
}

/** Most terminals never gather more. */
const FIRST_CAPACITY_BYTES = 4096

/** One buffer, filled again and again: a flood would leave each of its chunks behind as garbage outside the heap. */
export function makeGathered(): Gathered {
  let buffer = new Uint8Array(0)
  let filled = 0
  return {
    add: (chunk) => {
      const needed = filled + chunk.byteLength
      if (needed > buffer.byteLength) {
        const larger = new Uint8Array(Math.max(needed, 2 * buffer.byteLength, FIRST_CAPACITY_BYTES))
        larger.set(buffer.subarray(0, filled))
        buffer = larger
      }
      buffer.set(chunk, filled)
      filled = needed
    },
    byteLength: () => filled,
    take: () => {
      const whole = buffer.subarray(0, filled)
      filled = 0
      return whole
    },
  }
}
