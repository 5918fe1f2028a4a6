/**
 * Kinds of jobs: their lane, and their share of the machine in tenths of a core. One that computes keeps a core busy.
 * Fast tests wait for timers and the disk about half of their time. One with a browser takes half of a core, and at times
 * more for its page; one with a coding CLI takes nearly half, one that waits for other programs less than a third, and one
 * that waits for a clock next to nothing. One that measures times runs alone.
 */
const KINDS = {
  compute: { lane: 'compute', weight: 10 },
  fast: { lane: 'compute', weight: 5 },
  browser: { lane: 'wait', weight: 6 },
  agent: { lane: 'wait', weight: 4 },
  wait: { lane: 'wait', weight: 3 },
  clock: { lane: 'wait', weight: 0 },
  alone: { lane: 'alone', weight: 1 },
}

/**
 * Runs jobs side by side in two lanes: `compute` (type checks, linters, bundlers) and `wait` (tests on programs that take
 * their time). While both have jobs, each has half of the cores; a lane
 * without jobs leaves its half to the other. A job that is larger than the machine runs alone, and so does each of a
 * third lane, `alone`, when the other two have nothing to do.
 */
export function lanes({ cores }) {
  const queues = { compute: [], wait: [], alone: [] }
  /** Tenths of a core in use. */
  const load = { compute: 0, wait: 0, alone: 0 }
  /** Jobs that run. */
  let running = 0
  const total = cores * 10

  const mayStart = (lane, other, { weight }) => {
    if (load[lane] + load[other] === 0) return true
    const after = load[lane] + weight
    const isOtherIdle = queues[other].length === 0
    return after + load[other] <= total && (isOtherIdle || after <= total / 2)
  }

  const begin = (lane, at) => {
    const [next] = queues[lane].splice(at, 1)
    load[lane] += next.weight
    running += 1
    void next.start()
  }

  function startNext() {
    if (load.alone > 0) return
    for (const [lane, other] of [
      ['compute', 'wait'],
      ['wait', 'compute'],
    ])
      for (;;) {
        const at = queues[lane].findIndex((job) => mayStart(lane, other, job))
        if (at === -1) break
        begin(lane, at)
      }
    if (running === 0 && queues.alone.length > 0) begin('alone', 0)
  }

  /**
   * Settles as the work does. A job must not wait for another one of these lanes that has yet to start. Of the jobs that
   * wait, the first one that fits starts, by rank and then in their order: smaller ones fill what a browser leaves.
   */
  return (kind, work, rank = 0) => {
    const { lane, weight } = KINDS[kind]
    return new Promise((settle, reject) => {
      const start = async () => {
        try {
          settle(await work())
        } catch (error) {
          reject(error)
        }
        load[lane] -= weight
        running -= 1
        startNext()
      }
      const at = queues[lane].findIndex((other) => other.rank > rank)
      queues[lane].splice(at === -1 ? queues[lane].length : at, 0, { start, rank, weight })
      queueMicrotask(startNext)
    })
  }
}
