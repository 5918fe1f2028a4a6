/** Keys that are typed while there is no connection. */
export interface PendingKeys {
  /** Keeps keys in their order; Ctrl-C and Esc Esc discard those before them. */
  readonly add: (text: string) => void
  /** Returns the keys and keeps none. */
  readonly take: () => string
  /** Line for the person; without line end. */
  readonly status: () => string
}

/** Bytes. More than a person types while a hub restarts; a longer paste is refused as a whole. */
const MAX_BYTES = 4 * 1024

/** Ctrl-C, or Escape twice that does not begin a sequence of a key. */
const DISCARDS = /^[^]*(?:\u0003|\u001b\u001b(?![[O]))/

/** Buffer of at most 4 KiB. */
export function makePendingKeys(): PendingKeys {
  let kept = ''
  let isFull = false
  return {
    add: (text) => {
      const all = kept + text
      const rest = all.replace(DISCARDS, '')
      isFull = Buffer.byteLength(rest) > MAX_BYTES
      if (!isFull) kept = rest
    },
    take: () => {
      const keys = kept
      kept = ''
      isFull = false
      return keys
    },
    status: () => {
      const bytes = Buffer.byteLength(kept)
      const count = bytes === 0 ? '' : ` ${String(bytes)} bytes kept (Ctrl-C or Esc Esc: drop)`
      return `Connection lost, trying again.${count}${isFull ? ' Full' : ''}`
    },
  }
}
