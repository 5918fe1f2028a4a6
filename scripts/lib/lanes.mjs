import { availableParallelism } from 'node:os'

/** Share of the machine that a job takes: one that computes keeps a core busy, one that waits about half of it. */
const WEIGHTS = { compute: 2, wait: 1 }

/**
 * Runs jobs side by side in two lanes: `compute` (type checks, linters, bundlers) and `wait` (tests on programs that take
 * their time). While both have jobs, each has half of the cores; a lane
 * without jobs leaves its half to the other.
 */
export function lanes({ cores = availableParallelism() } = {}) {
  const queues = { compute: [], wait: [] }
  const running = { compute: 0, wait: 0 }
  const total = Math.max(2, cores) * 2

  const load = (lane) => running[lane] * WEIGHTS[lane]
  const mayStart = (lane, other) => {
    if (queues[lane].length === 0) return false
    const after = load(lane) + WEIGHTS[lane]
    const isOtherIdle = queues[other].length === 0
    return after + load(other) <= total && (isOtherIdle || after <= total / 2)
  }

  function startNext() {
    for (const [lane, other] of [
      ['compute', 'wait'],
      ['wait', 'compute'],
    ])
      while (mayStart(lane, other)) {
        running[lane] += 1
        void queues[lane].shift().start()
      }
  }

  /**
   * Settles as the work does. A job must not wait for another one of these lanes that has yet to start. Of the jobs that
   * wait, those of the lowest rank start first, in their order.
   */
  return (lane, work, rank = 0) =>
    new Promise((settle, reject) => {
      const start = async () => {
        try {
          settle(await work())
        } catch (error) {
          reject(error)
        }
        running[lane] -= 1
        startNext()
      }
      const at = queues[lane].findIndex((other) => other.rank > rank)
      queues[lane].splice(at === -1 ? queues[lane].length : at, 0, { start, rank })
      queueMicrotask(startNext)
    })
}
