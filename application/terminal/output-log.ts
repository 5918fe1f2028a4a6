/** The last bytes of a stream by their position in it. */
export interface OutputLog {
  readonly add: (chunk: Uint8Array) => void
  /** Position after the last byte. */
  readonly end: () => number
  /** Copy of the bytes from a position on; `null` when some of them are no longer kept, or have not come yet. */
  readonly from: (position: number) => Uint8Array | null
  /** Drops all bytes and counts `bytes` further ones that are not kept; positions go on. */
  readonly skip: (bytes: number) => void
}

const FIRST_CAPACITY_BYTES = 16 * 1024

/** A ring that grows up to its limit, as most viewers are gone before they have printed much. */
export function makeOutputLog(limitBytes: number): OutputLog {
  let ring = new Uint8Array(0)
  let end = 0
  let kept = 0

  /** Writes bytes so that the byte of position `p` is at `p % ring.byteLength`. */
  function put(bytes: Uint8Array, position: number): void {
    const at = position % ring.byteLength
    const first = Math.min(bytes.byteLength, ring.byteLength - at)
    ring.set(bytes.subarray(0, first), at)
    ring.set(bytes.subarray(first), 0)
  }

  function last(count: number): Uint8Array {
    const bytes = new Uint8Array(count)
    if (count === 0) return bytes
    const at = (end - count) % ring.byteLength
    const first = Math.min(count, ring.byteLength - at)
    bytes.set(ring.subarray(at, at + first), 0)
    bytes.set(ring.subarray(0, count - first), first)
    return bytes
  }

  function grow(needed: number): void {
    const before = last(kept)
    ring = new Uint8Array(Math.min(Math.max(needed, 2 * ring.byteLength, FIRST_CAPACITY_BYTES), limitBytes))
    put(before, end - kept)
  }

  return {
    add: (chunk) => {
      const needed = Math.min(kept + chunk.byteLength, limitBytes)
      if (needed > ring.byteLength) grow(needed)
      const cut = Math.max(chunk.byteLength - ring.byteLength, 0)
      put(chunk.subarray(cut), end + cut)
      end += chunk.byteLength
      kept = needed
    },
    end: () => end,
    from: (position) => (position > end || position < end - kept ? null : last(end - position)),
    skip: (bytes) => {
      if (kept > 0) ring = new Uint8Array(0)
      kept = 0
      end += bytes
    },
  }
}
