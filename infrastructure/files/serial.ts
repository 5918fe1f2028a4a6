/** Runs jobs one at a time in the order of the calls; a failed job does not block the next. */
export interface Serial {
  readonly run: <A>(job: () => Promise<A>) => Promise<A>
  /** Resolves once all jobs queued until now are done. */
  readonly settled: () => Promise<void>
}

/** Queue that runs one job at a time. */
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
