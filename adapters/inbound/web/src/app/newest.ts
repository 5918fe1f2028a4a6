/** Age up to which a page that opens takes a value as read. */
const RECENT_MS = 2_000

/** Target of the reads; `null` before the first one. */
export interface Shown<A> {
  value: A | null
}

/** Value that is read repeatedly from the hub and changed locally in between. */
export interface Newest<A> {
  /**
   * Reads; a call during a read starts another one afterwards. Resolves once a read that began after the call has
   * completed.
   */
  readonly again: () => Promise<void>
  /** Same as `again`, with another function that reads. */
  readonly againBy: (reader: () => Promise<A | null>) => Promise<void>
  /** Reads for a page that opens: not while a read is running, nor within two seconds after one. */
  readonly recently: () => Promise<void>
  /** Changes the value, and applies the same change to the result of a running read. */
  readonly change: (how: (shown: A) => A) => void
  /** Discards the result of a running read. */
  readonly forget: () => void
}

/**
 * Serializes reads so that an older response cannot replace a newer value. Changes made during a read are applied again
 * to its result. The value is kept when `read` resolves to `null`.
 */
export function newest<A>(
  shown: Shown<A>,
  read: () => Promise<A | null>,
  taken?: (before: A | null, now: A) => void,
): Newest<A> {
  let asked = 0
  let era = 0
  let running: Promise<void> | null = null
  let takenAt = -Infinity
  let readNext = read
  let meanwhile: ReadonlyArray<(shown: A) => A> = []

  function take(answer: A): void {
    const before = shown.value
    const now = meanwhile.reduce((so, how) => how(so), answer)
    shown.value = now
    takenAt = Date.now()
    taken?.(before, now)
  }

  async function run(): Promise<void> {
    const begun = era
    let answered: number
    do {
      answered = asked
      meanwhile = []
      const answer = await readNext()
      if (begun !== era) return
      if (answer !== null) take(answer)
    } while (answered !== asked)
    running = null
  }

  const againBy = (reader: () => Promise<A | null>): Promise<void> => {
    asked += 1
    readNext = reader
    running ??= run()
    return running
  }

  return {
    again: () => againBy(read),
    againBy,
    recently: () => {
      if (running) return running
      return Date.now() - takenAt < RECENT_MS ? Promise.resolve() : againBy(read)
    },
    change: (how) => {
      if (running) meanwhile = [...meanwhile, how]
      if (shown.value !== null) shown.value = how(shown.value)
    },
    forget: () => {
      era += 1
      running = null
      takenAt = -Infinity
    },
  }
}
