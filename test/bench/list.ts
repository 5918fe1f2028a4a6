import { fork, type ChildProcess } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import type { FixedAnswer } from './fixed-answer.js'
import { median, pause, timed, type Benchmark, type Measurement } from './harness.js'
import { benchClient, type Asker } from './http-client.js'

const BARE_HTTP = fileURLToPath(new URL('bare-http.js', import.meta.url))
const BARE_ROUTE = fileURLToPath(new URL('bare-route.js', import.meta.url))
const SESSIONS = 50

const EVERY_MS = 2_000
const PACED_ASKS = 20
const WARM_UP = 3

const CONNECTIONS = 10
const ROUND_MS = 2_000
const ROUNDS = 5
/** A token may ask so often from one address in a minute; then the connection is made anew from the next one. */
const READ_BUDGET = 300

export const pacedList: Benchmark = {
  name: '`GET /api/sessions`, 50 live sessions, one request every 2 s',
  limit: 'bare node `http` sending the same bytes at the same pace',
  mustReach: '≤ 1.8×',
  run: () =>
    withBoth(SESSION_LIST, async ({ ours, bare }) => {
      const [hub, plain] = await Promise.all([benchClient(ours()), benchClient(bare())])
      const took = { hub: [] as number[], plain: [] as number[] }
      for (let round = 0; round < PACED_ASKS; round += 1) {
        took.hub.push(await timed(hub.ask))
        await pause(EVERY_MS / 2)
        took.plain.push(await timed(plain.ask))
        await pause(EVERY_MS / 2)
      }
      hub.close()
      plain.close()
      return [
        {
          what: 'median',
          ours: median(took.hub.slice(WARM_UP)),
          limit: median(took.plain.slice(WARM_UP)),
          unit: 'ms',
          bound: { atMost: 1.8 },
        },
      ]
    }),
}

export const busyList: Benchmark = {
  name: '`GET /api/sessions`, 50 live sessions, 10 connections',
  limit: 'bare node `http`, same bytes',
  mustReach: '≥ 60 % of its requests/s',
  run: () => withBoth(SESSION_LIST, async (both) => [await bestRates(both)]),
}

export const smallAnswer: Benchmark = {
  name: '`GET /api/board/cards`, 1 card, 10 connections, against a bare route of Koa',
  limit: 'bare route of Koa, same headers and body',
  mustReach: '≥ 60 % of its requests/s',
  run: () => withBoth(CARDS, async (both) => [await bestRates(both)]),
}

/** Turn by turn, so that both have the same share of a busy machine; the best of each counts. */
async function bestRates({ ours, bare }: Both): Promise<Measurement> {
  let best = { hub: 0, plain: 0 }
  for (let round = 0; round < ROUNDS; round += 1) {
    const plain = await requestsPerSecond(bare)
    const hub = await requestsPerSecond(ours)
    best = { hub: Math.max(best.hub, hub), plain: Math.max(best.plain, plain) }
  }
  return {
    what: `best of ${ROUNDS}`,
    ours: best.hub,
    limit: best.plain,
    unit: 'requests/s',
    bound: { atLeast: 0.6 },
  }
}

interface Both {
  /** A next address at each call. */
  readonly ours: () => Asker
  readonly bare: () => Asker
}

/** An answer that a client reads. */
interface Read {
  readonly path: string
  /** Makes what it contains; settles when it is there. */
  readonly fill: (hub: BenchHub) => Promise<void>
  /** Script of the server that it is held against. */
  readonly bare: string
}

const SESSION_LIST: Read = {
  path: '/api/sessions',
  fill: async (hub) => {
    for (let index = 1; index < SESSIONS; index += 1) await hub.start(`session-${index}`, 'cat')
    const count = async (): Promise<number> => {
      const { body } = await answerOf(hub, '/api/sessions')
      return (JSON.parse(body) as ReadonlyArray<unknown>).length
    }
    while ((await count()) < SESSIONS) await pause(100)
  },
  bare: BARE_HTTP,
}

const CARDS: Read = {
  path: '/api/board/cards',
  fill: async ({ url, token }) => {
    const response = await fetch(`${url}/api/board/cards`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ projectId: 'shop', title: 'Discount codes', stage: 'idea' }),
    })
    if (!response.ok) throw new Error(`no card: ${await response.text()}`)
  },
  bare: BARE_ROUTE,
}

/** Runs with the hub and with a server that sends what the hub sent first. */
async function withBoth<A>(read: Read, run: (both: Both) => Promise<A>): Promise<A> {
  const hub = await startBenchHub()
  let bare: ChildProcess | undefined
  try {
    await read.fill(hub)
    bare = fork(read.bare)
    bare.send(await answerOf(hub, read.path))
    const told = bare
    const { port } = await new Promise<AddressInfo>((resolve) => told.once('message', resolve))
    const head = `GET ${read.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${hub.token}\r\n\r\n`
    return await run({ ours: askersOf(hub.port, head), bare: askersOf(port, head) })
  } finally {
    bare?.kill()
    await hub.stop()
  }
}

/** The head is what the hub sets itself; node adds the same to both. */
async function answerOf({ url, token }: BenchHub, path: string): Promise<FixedAnswer> {
  const response = await fetch(url + path, { headers: { Authorization: `Bearer ${token}` } })
  const body = await response.text()
  const { connection: _, date: __, 'keep-alive': ___, ...headers } = Object.fromEntries(response.headers)
  return { path, headers, body }
}

function askersOf(port: number, head: string): () => Asker {
  let last = 1
  return () => {
    last += 1
    return { port, head, address: `127.0.${Math.trunc(last / 250)}.${(last % 250) + 1}` }
  }
}

async function requestsPerSecond(next: () => Asker): Promise<number> {
  let answered = 0
  let isOver = false
  // Who asks never sleeps: to wake it up would be work of who answers, the more of it the longer it slept.
  const stayAwake = (): void => {
    if (!isOver) setImmediate(stayAwake)
  }
  stayAwake()
  const before = performance.now()
  const end = before + ROUND_MS
  const connection = async (): Promise<void> => {
    while (performance.now() < end) {
      const client = await benchClient(next())
      for (let left = READ_BUDGET; left > 0 && performance.now() < end; left -= 1) {
        await client.ask()
        answered += 1
      }
      client.close()
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
  isOver = true
  return (answered * 1000) / (performance.now() - before)
}
