/** Runs jobs one at a time in the order of the calls; a job that fails does not hold up the next. */
export interface Serial {
  readonly run: <A>(job: () => Promise<A>) => Promise<A>
  /** Answers once everything that was asked for until now is done. */
  readonly settled: () => Promise<void>
}

/** A queue of one. */
export function makeSerial(): Serial {
  let tail: Promise<unknown> = Promise.resolve()
  return {
    run: (job) => {
      const mine = tail.then(job)
      tail = mine.catch(() => undefined)
      return mine
    },
    settled: async () => {
      await tail
    },
  }
}
