import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { median, pause, timed, type Benchmark } from './harness.js'

const PROBE = fileURLToPath(new URL('loop-probe.js', import.meta.url))
const CARDS = 5_000
const CLIENTS = 20
/** Below the budget of writes of one client. */
const MOVES = 40
const LISTS = 20
const LIST_MS = 50
const MOVE_MS = 30
const STALL_MS = 20

const STAGES = ['idea', 'brainstorming', 'implement', 'review', 'done']

/** As an earlier run of the hub leaves it. */
function boardOf(count: number): string {
  const now = new Date().toISOString()
  const cards = Array.from({ length: count }, (_, at) => ({
    id: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    projectId: `project-${String(at % 20)}`,
    title: `Card number ${String(at)} with a title of usual length`,
    stage: STAGES[at % STAGES.length],
    order: at,
    notes: 'A sentence or two on what this is about, as people write them on cards.',
    createdAt: now,
    updatedAt: now,
  }))
  return JSON.stringify({ version: 1, cards })
}

export const board: Benchmark = {
  name: 'board of 5,000 cards',
  limit: 'list, move, live update to 20 clients',
  mustReach: 'move ≤ 30 ms, no stall > 20 ms, list ≤ 50 ms',
  run: async () => {
    const hub = await startBenchHub({ preload: PROBE, state: { 'board.json': boardOf(CARDS) } })
    try {
      const clients = await Promise.all(Array.from({ length: CLIENTS }, () => client(hub)))
      await list(hub)
      await pause(1_000)
      await hub.askProbe()
      const [moves, updates, lists]: [number[], number[], number[]] = [[], [], []]
      for (let at = 0; at < MOVES; at += 1) {
        const heard = Promise.all(clients.map((socket) => once(socket, 'message')))
        const from = performance.now()
        moves.push(await timed(() => move(hub, at)))
        await heard
        updates.push(performance.now() - from)
        if (at % (MOVES / LISTS) === 0) lists.push(await timed(() => list(hub)))
        await pause(50)
      }
      const { max } = (await hub.askProbe()) as { readonly max: number }
      for (const socket of clients) socket.close()
      const ms = 'ms' as const
      return [
        { what: 'move, median', ours: median(moves), limit: MOVE_MS, unit: ms, bound: { atMost: 1 } },
        { what: 'a move at 20 clients, median', ours: median(updates), limit: MOVE_MS, unit: ms, bound: { atMost: 1 } },
        { what: 'list after a change, median', ours: median(lists), limit: LIST_MS, unit: ms, bound: { atMost: 1 } },
        { what: 'longest stall of the event loop', ours: max, limit: STALL_MS, unit: ms, bound: { atMost: 1 } },
      ]
    } finally {
      await hub.stop()
    }
  },
}

async function client({ url, token }: BenchHub): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/notifications/events`, [`bearer.${token}`])
  await once(socket, 'message')
  return socket
}

const headers = ({ token }: BenchHub) => ({ Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' })

async function list(hub: BenchHub): Promise<void> {
  const response = await fetch(`${hub.url}/api/board/cards`, { headers: headers(hub) })
  if (!response.ok) throw new Error(`the list answered ${String(response.status)}`)
  await response.arrayBuffer()
}

async function move(hub: BenchHub, at: number): Promise<void> {
  const id = `00000000-0000-4000-8000-${String(at * 100).padStart(12, '0')}`
  const body = JSON.stringify({ stage: 'review', order: -at })
  const response = await fetch(`${hub.url}/api/board/cards/${id}`, { method: 'PATCH', headers: headers(hub), body })
  if (!response.ok) throw new Error(`a move answered ${String(response.status)}`)
  await response.arrayBuffer()
}
