/**
 * Kinds of jobs: their lane, and their share of the machine in half cores. One that computes keeps a core busy, and so does
 * one with a browser; one that waits for programs takes about half of it, and one that waits for a clock next to nothing.
 */
const KINDS = {
  compute: { lane: 'compute', weight: 2 },
  browser: { lane: 'wait', weight: 2 },
  wait: { lane: 'wait', weight: 1 },
  clock: { lane: 'wait', weight: 0 },
}

/**
 * Runs jobs side by side in two lanes: `compute` (type checks, linters, bundlers) and `wait` (tests on programs that take
 * their time). While both have jobs, each has half of the cores; a lane
 * without jobs leaves its half to the other. A job that is larger than the machine runs alone.
 */
export function lanes({ cores }) {
  const queues = { compute: [], wait: [] }
  /** Half cores in use. */
  const load = { compute: 0, wait: 0 }
  const total = cores * 2

  const mayStart = (lane, other) => {
    const [next] = queues[lane]
    if (next === undefined) return false
    if (load[lane] + load[other] === 0) return true
    const after = load[lane] + next.weight
    const isOtherIdle = queues[other].length === 0
    return after + load[other] <= total && (isOtherIdle || after <= total / 2)
  }

  function startNext() {
    for (const [lane, other] of [
      ['compute', 'wait'],
      ['wait', 'compute'],
    ])
      while (mayStart(lane, other)) {
        const next = queues[lane].shift()
        load[lane] += next.weight
        void next.start()
      }
  }

  /**
   * Settles as the work does. A job must not wait for another one of these lanes that has yet to start. Of the jobs that
   * wait, those of the lowest rank start first, in their order.
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
        startNext()
      }
      const at = queues[lane].findIndex((other) => other.rank > rank)
      queues[lane].splice(at === -1 ? queues[lane].length : at, 0, { start, rank, weight })
      queueMicrotask(startNext)
    })
  }
}
