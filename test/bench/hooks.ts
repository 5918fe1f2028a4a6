import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { startEcho } from './bare-echo.js'
import { median, pause, type Benchmark, type Measurement } from './harness.js'

const ROUNDS = 7
const REQUESTS = 2_000
const EVENTS = 300
const BETWEEN_EVENTS_MS = 3
const SESSION = 'agent'
/** As Claude Code reports the end of a turn. */
const REPORT = JSON.stringify({
  session_id: 'c4de543b-0b3c-4bcd-8eee-7968637288c0',
  transcript_path: '/home/dev/.claude/projects/-home-dev-projects-demo/c4de543b.jsonl',
  cwd: '/home/dev/projects/demo',
  permission_mode: 'default',
  hook_event_name: 'Stop',
  stop_hook_active: false,
  last_assistant_message: 'All done. '.repeat(20),
})

export const hooks: Benchmark = {
  name: '`POST /api/hooks/Stop`',
  limit: 'bare node `http` that reads the body and answers the same',
  mustReach: '≥ 60 %',
  run: async () => {
    const hub = await startBenchHub()
    await hub.start(SESSION, 'cat')
    const first = await post(hub.port, hub.token, new Agent())
    const script = fileURLToPath(new URL('bare-hook.js', import.meta.url))
    const bare = fork(script, [JSON.stringify(sent(first.headers)), first.text])
    try {
      const [{ port }] = (await once(bare, 'message')) as [AddressInfo]
      return [await rates(hub, port, 1), await rates(hub, port, 10)]
    } finally {
      bare.kill()
      await hub.stop()
    }
  },
}

/** Headers that node sets by itself, for both. */
const sent = ({ date: _d, connection: _c, 'keep-alive': _k, ...headers }: IncomingHttpHeaders) => headers

/** Both take turns, so that other load of the machine affects both. */
async function rates(hub: BenchHub, barePort: number, connections: number): Promise<Measurement> {
  const [ours, bare]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await rate(barePort, hub.token, connections))
    ours.push(await rate(hub.port, hub.token, connections))
  }
  return {
    what: connections === 1 ? '1 connection' : `${String(connections)} connections`,
    ours: median(ours.slice(1)),
    limit: median(bare.slice(1)),
    unit: 'requests/s',
    bound: { atLeast: 0.6 },
  }
}

async function rate(port: number, token: string, connections: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  let left = REQUESTS
  const work = async (): Promise<void> => {
    while (left-- > 0) await post(port, token, agent)
  }
  const before = performance.now()
  await Promise.all(Array.from({ length: connections }, work))
  const seconds = (performance.now() - before) / 1000
  agent.destroy()
  return REQUESTS / seconds
}

interface Answered {
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

function post(port: number, token: string, agent: Agent, event = 'Stop'): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asking = request(
      {
        host: '127.0.0.1',
        port,
        agent,
        method: 'POST',
        path: `/api/hooks/${event}`,
        headers: {
          Authorization: `Bearer ${token}`,
          'X-Penates-Session': SESSION,
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(REPORT),
        },
      },
      (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () => {
          resolve({ headers: response.headers, text })
        })
      },
    )
    asking.on('error', reject)
    asking.end(REPORT)
  })
}

export const hookToEvent: Benchmark = {
  name: 'hook → firehose event in a second client',
  limit: 'round trip of a bare `ws` echo',
  mustReach: '≤ 2× + 1 ms',
  run: async () => {
    const hub = await startBenchHub()
    const { address, close } = await startEcho()
    try {
      await hub.start(SESSION, 'cat')
      const events = new WebSocket(`${hub.url.replace('http', 'ws')}/api/notifications/events`, [`bearer.${hub.token}`])
      const bare = new WebSocket(address)
      await Promise.all([once(events, 'message'), once(bare, 'open')])
      const agent = new Agent({ keepAlive: true, maxSockets: 1 })
      const [ours, limit]: [number[], number[]] = [[], []]
      for (let round = 0; round < EVENTS; round += 1) {
        limit.push(await timeTo(bare, () => bare.send('x')))
        // In turn, so that every one changes something.
        const event = round % 2 === 0 ? 'UserPromptSubmit' : 'SubagentStop'
        ours.push(await timeTo(events, () => void post(hub.port, hub.token, agent, event)))
        await pause(BETWEEN_EVENTS_MS)
      }
      agent.destroy()
      events.terminate()
      bare.terminate()
      const [oursMs, echoMs] = [median(ours), median(limit)]
      return [{ what: 'median', ours: oursMs, limit: 2 * echoMs + 1, unit: 'ms', bound: { atMost: 1 } }]
    } finally {
      close()
      await hub.stop()
    }
  },
}

async function timeTo(socket: WebSocket, act: () => void): Promise<number> {
  const heard = once(socket, 'message')
  const before = performance.now()
  act()
  await heard
  return performance.now() - before
}
