import { startBenchHub, type BenchHub } from './bench-hub.js'
import { pause, quantile, type Benchmark, type Measurement } from './harness.js'
import { hubViewer, startBareSockets, type BenchViewer } from './viewers.js'

/** Enough for a p99 of 2,000 keys, in rounds short enough that other load of the machine affects both ways. */
const ROUNDS = 20
const KEYS = 120
/** All ways are cold at first. */
const WARM_UP = 20
/** A person types at most some 15 keys a second; the pause keeps both ways out of each other's bursts. */
const BETWEEN_KEYS_MS = 12
/** A line of a terminal takes some 4,000 characters until its line discipline stops to echo. */
const KEYS_PER_LINE = 60

export const echo: Benchmark = {
  name: 'key → echo in the socket',
  limit: 'a relay of 40 lines: ws, node-pty, `tmux attach`, one frame for each read',
  mustReach: 'idle ≤ 1.05× median and ≤ 1.2× p99; ≤ 2× while another terminal floods',
  run: async () => {
    const hub = await startBenchHub()
    try {
      await hub.start('typing', 'cat')
      const idle = await measure(hub, 'idle', { median: 1.05, p99: 1.2 })
      await hub.start('flood', 'while true; do seq 1 100000; done')
      const flood = hubViewer(hub, 'flood')
      await flood.attached
      const flooded = await measure(hub, 'while another floods', { median: 2, p99: 2 })
      await flood.close()
      return [...idle, ...flooded]
    } finally {
      await hub.stop()
    }
  },
}

/** Ratios of median and p99 that the hub must reach. */
interface Bounds {
  readonly median: number
  readonly p99: number
}

async function measure(hub: BenchHub, when: string, bounds: Bounds): Promise<ReadonlyArray<Measurement>> {
  const ours: number[] = []
  const relayed: number[] = []
  const relay = await startBareSockets(hub)
  for (let round = 0; round < ROUNDS; round += 1) {
    relayed.push(...(await echoes(relay.open('typing'))))
    ours.push(...(await echoes(hubViewer(hub, 'typing'))))
  }
  relay.stop()
  const figure = (name: keyof Bounds, share: number): Measurement => ({
    what: `${name}, ${when}`,
    ours: quantile(ours, share),
    limit: quantile(relayed, share),
    unit: 'ms',
    bound: { atMost: bounds[name] },
  })
  return [figure('median', 0.5), figure('p99', 0.99)]
}

/** Milliseconds from each key to the first byte of its echo. */
export async function echoes(viewer: BenchViewer): Promise<ReadonlyArray<number>> {
  await viewer.attached
  await pause(300) // the redraw
  const times: number[] = []
  for (let key = 0; key < KEYS; key += 1) {
    await pause(BETWEEN_KEYS_MS)
    times.push(await echoed(viewer, key % KEYS_PER_LINE === KEYS_PER_LINE - 1 ? '\r' : 'x'))
  }
  await viewer.close()
  return times.slice(WARM_UP)
}

function echoed(viewer: BenchViewer, key: string): Promise<number> {
  return new Promise((resolve) => {
    const before = performance.now()
    viewer.onOutput(() => {
      resolve(performance.now() - before)
    })
    viewer.type(key)
  })
}
