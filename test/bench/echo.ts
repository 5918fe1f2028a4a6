import { startBenchHub, type BenchHub } from './bench-hub.js'
import { pause, quantile, type Benchmark, type Measurement } from './harness.js'
import { hubViewer, ptyViewer, startBareSockets, type BenchViewer } from './viewers.js'

const ROUNDS = 5
const KEYS = 120
/** All ways are cold at first. */
const WARM_UP = 20
/** A person types at most some 15 keys a second; the pause keeps both ways out of each other's bursts. */
const BETWEEN_KEYS_MS = 12
/** A line of a terminal takes some 4,000 characters until its line discipline stops to echo. */
const KEYS_PER_LINE = 60

export const echo: Benchmark = {
  name: 'key → echo in the socket',
  limit: 'the same tmux attach behind a bare WebSocket, and in a bare pty of this process',
  mustReach: '≤ 1.5× idle, ≤ 2× while another terminal floods',
  run: async () => {
    const hub = await startBenchHub()
    try {
      await hub.start('typing', 'cat')
      const idle = await measure(hub, 'idle', 1.5)
      await hub.start('flood', 'while true; do seq 1 100000; done')
      const flood = hubViewer(hub, 'flood')
      await flood.attached
      const flooded = await measure(hub, 'while another floods', 2)
      await flood.close()
      return [...idle, ...flooded]
    } finally {
      await hub.stop()
    }
  },
}

type Way = 'hub' | 'socket' | 'pty'

/** The ways take turns, so that other load of the machine affects all of them. */
async function measure(hub: BenchHub, when: string, atMost: number): Promise<ReadonlyArray<Measurement>> {
  const times: Record<Way, number[]> = { hub: [], socket: [], pty: [] }
  const bare = await startBareSockets(hub)
  for (let round = 0; round < ROUNDS; round += 1) {
    times.pty.push(...(await echoes(ptyViewer(hub, 'typing'))))
    times.socket.push(...(await echoes(bare.open('typing'))))
    times.hub.push(...(await echoes(hubViewer(hub, 'typing'))))
  }
  bare.stop()
  const against = (way: Way, name: string, share: number): Measurement => ({
    what: `${name}, ${when}, against ${way === 'pty' ? 'a pty in this process' : 'a pty behind a WebSocket'}`,
    ours: quantile(times.hub, share),
    limit: quantile(times[way], share),
    unit: 'ms',
    bound: { atMost },
  })
  return (['socket', 'pty'] as const).flatMap((way) => [against(way, 'median', 0.5), against(way, 'p99', 0.99)])
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
