/** Position of a client in the events and lists of a hub. */
export interface LivePosition {
  readonly boot: number
  /** Number of the last event. */
  readonly seq: number
  /** Revision of the session list. */
  readonly revision: number
}

/** Compares what the page has read with what the socket continues from. */
export interface PositionKeeper {
  /** Greeting of a socket. Returns true when changes between the last read and the socket may be missing. */
  readonly greeted: (position: LivePosition) => boolean
  /** Position of a read of everything. Returns true when it is older than the greeting, so that another is needed. */
  readonly read: (position: LivePosition) => boolean
  /** A read of everything failed: the next socket must read again. */
  readonly failed: () => void
  readonly moved: (frame: object) => void
}

export function positionKeeper(): PositionKeeper {
  let known: LivePosition | null = null
  let greeting: LivePosition | null = null
  let hasFailed = false

  const isBehind = (one: LivePosition, other: LivePosition): boolean =>
    one.boot !== other.boot || one.seq < other.seq || one.revision < other.revision

  return {
    greeted: (position) => {
      greeting = position
      return hasFailed || (known !== null && isBehind(known, position))
    },
    failed: () => {
      hasFailed = true
    },
    read: (position) => {
      hasFailed = false
      const isStale = greeting !== null && isBehind(position, greeting)
      if (!isStale) known = known === null || isBehind(known, position) ? position : known
      return isStale
    },
    moved: (frame) => {
      if (known === null) return
      if ('seq' in frame && typeof frame.seq === 'number') known = { ...known, seq: frame.seq }
      if ('revision' in frame && typeof frame.revision === 'number') known = { ...known, revision: frame.revision }
    },
  }
}
