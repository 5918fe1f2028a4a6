/** Where a page keeps what it shows; `null` as long as there is nothing. */
export interface Shown<A> {
  value: A | null
}

/** Something of the hub that is read again and again, and that changes by itself in between. */
export interface Newest<A> {
  /** Reads; while a reading is under way, another one follows. Settled when what was asked for after the call has come. */
  readonly again: () => Promise<void>
  /** Changes what is shown, and what an answer shows that was asked for before. */
  readonly change: (how: (shown: A) => A) => void
  /** Nothing that is still under way counts any more. */
  readonly forget: () => void
}

/**
 * Keeps an older answer from replacing what is newer: readings go one after the other, and what the page came to know
 * during one is done to its answer once more. What is shown stays where `read` answers `null`.
 */
export function newest<A>(
  shown: Shown<A>,
  read: () => Promise<A | null>,
  taken?: (before: A | null, now: A) => void,
): Newest<A> {
  let asked = 0
  let era = 0
  let running: Promise<void> | null = null
  let meanwhile: ReadonlyArray<(shown: A) => A> = []

  function take(answer: A): void {
    const before = shown.value
    const now = meanwhile.reduce((so, how) => how(so), answer)
    shown.value = now
    taken?.(before, now)
  }

  async function run(): Promise<void> {
    const begun = era
    let answered: number
    do {
      answered = asked
      meanwhile = []
      const answer = await read()
      if (begun !== era) return
      if (answer !== null) take(answer)
    } while (answered !== asked)
    running = null
  }

  return {
    again: () => {
      asked += 1
      running ??= run()
      return running
    },
    change: (how) => {
      if (running) meanwhile = [...meanwhile, how]
      if (shown.value !== null) shown.value = how(shown.value)
    },
    forget: () => {
      era += 1
      running = null
    },
  }
}
