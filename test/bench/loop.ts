import { fileURLToPath } from 'node:url'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { pause, type Benchmark } from './harness.js'
import { benchClient } from './http-client.js'
import { hubViewer } from './viewers.js'

const PROBE = fileURLToPath(new URL('loop-probe.js', import.meta.url))
const SESSIONS = 200
const TERMINALS = 100
const WATCHED_MS = 30_000
const LIST_EVERY_MS = 1_000
const LIMIT_MS = 10

interface Delay {
  readonly p99: number
  readonly max: number
}

export const loop: Benchmark = {
  name: '200 sessions, 100 open terminals, list polled each second: event-loop delay',
  limit: '10 ms',
  mustReach: '≤ 2×',
  run: async () => {
    const hub = await startBenchHub({ preload: PROBE })
    try {
      for (let index = 1; index < SESSIONS; index += 1) await hub.start(`session-${index}`, 'cat')
      for (let index = 1; index <= TERMINALS; index += 1) await hubViewer(hub, `session-${index}`).attached
      await pause(LIST_EVERY_MS)
      await hub.askProbe()
      await pollList(hub)
      const { p99, max } = (await hub.askProbe()) as Delay
      return [
        {
          what: `p99 in ${WATCHED_MS / 1000} s (longest ${max.toFixed(1)} ms)`,
          ours: p99,
          limit: LIMIT_MS,
          unit: 'ms',
          bound: { atMost: 2 },
        },
      ]
    } finally {
      await hub.stop()
    }
  },
}

async function pollList({ port, token }: BenchHub): Promise<void> {
  const head = `GET /api/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`
  const client = await benchClient({ port, head, address: '127.0.0.2' })
  for (const end = Date.now() + WATCHED_MS; Date.now() < end;) {
    await client.ask()
    await pause(LIST_EVERY_MS)
  }
  client.close()
}
