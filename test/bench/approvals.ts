import { MAX_PENDING_PER_SESSION } from '../../domain/approvals/approval.js'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent } from 'node:http'
import { fileURLToPath } from 'node:url'
import { askAtGate } from './ask-at-gate.js'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import type { LoopDelay } from './loop-probe.js'
import { median, pause, timed, type Benchmark } from './harness.js'
import { bePresent } from './present.js'

const SESSIONS = 100
const LISTS = 7
const DECISIONS = 30
const LIST_MS = 100
const STALL_MS = 20
/** More often than anything may take. */
const LOOK_EVERY_MS = 5
const MEBIBYTE = 1024 * 1024

export const approvals: Benchmark = {
  name: '10,000 pending approvals',
  limit: 'a hundred each in a hundred sessions',
  mustReach: 'list ≤ 100 ms, no stall > 20 ms, limit per session',
  run: async () => {
    const hub = await startBenchHub({ preload: fileURLToPath(new URL('loop-probe.js', import.meta.url)) })
    try {
      for (let session = 0; session < SESSIONS; session += 1) await hub.start(`agent-${String(session)}`, 'cat')
      const before = await hub.residentBytes()
      const { letGo, close } = await fill(hub)
      const memory = (await hub.residentBytes()) - before
      const stalls = watchStalls(hub)
      await hub.askProbe()
      const lists: number[] = []
      for (let time = 0; time < LISTS; time += 1) {
        lists.push(await timed(() => get(hub, '/api/approvals')))
        await pause(100)
      }
      const { approvals: waiting } = JSON.parse(await get(hub, '/api/approvals')) as { approvals: { id: string }[] }
      const decisions: number[] = []
      for (const { id } of waiting.slice(0, DECISIONS)) decisions.push(await timed(() => decide(hub, id)))
      const stall = await stalls()
      const { computed } = (await hub.askProbe()) as LoopDelay
      close()
      const isBounded = waiting.length === SESSIONS * MAX_PENDING_PER_SESSION && letGo === SESSIONS
      if (!isBounded) throw new Error(`${String(waiting.length)} wait, ${String(letGo)} were let go`)
      const ms = 'ms' as const
      return [
        { what: 'list, median', ours: median(lists), limit: LIST_MS, unit: ms, bound: { atMost: 1 } },
        { what: 'longest wait for /healthz', ours: stall, limit: STALL_MS, unit: ms, bound: { atMost: 1 } },
        {
          ...{ what: 'longest stretch that the main thread computes', ours: computed, limit: STALL_MS, unit: ms },
          bound: { atMost: 1 },
        },
        { what: 'decide, median', ours: median(decisions), limit: LIST_MS, unit: ms, bound: { atMost: 1 } },
        { what: 'memory', ours: memory / MEBIBYTE, limit: 512, unit: 'MiB', bound: { atMost: 1 } },
      ]
    } finally {
      await hub.stop()
    }
  },
}

/** Asks until every session has as many waiting as it may, and once more. */
async function fill(hub: BenchHub): Promise<{ letGo: number; close: () => void }> {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity })
  const { events, leave } = await bePresent(hub)
  let asked = 0
  events.on('message', (frame: Buffer) => {
    if (frame.includes('tool-approval-request')) asked += 1
  })
  let answered = 0
  for (let call = 0; call <= MAX_PENDING_PER_SESSION; call += 1) {
    for (let session = 0; session < SESSIONS; session += 1) {
      ask(hub, agent, `agent-${String(session)}`, call, () => (answered += 1))
    }
    const goal = Math.min(call + 1, MAX_PENDING_PER_SESSION) * SESSIONS
    while (asked < goal || (call === MAX_PENDING_PER_SESSION && answered < SESSIONS)) await pause(LOOK_EVERY_MS)
  }
  return {
    letGo: answered,
    close: () => {
      agent.destroy()
      leave()
    },
  }
}

function ask(hub: BenchHub, agent: Agent, session: string, call: number, onAnswer: () => void): void {
  const asking = askAtGate(hub, agent, {
    event: 'pre-tool-use',
    session,
    call: {
      tool_name: 'Bash',
      tool_input: { command: `make target-${String(call)} ${'x'.repeat(200)}`, description: 'asked' },
      tool_use_id: `toolu_${session}_${String(call)}`,
      permission_mode: 'bypassPermissions',
    },
  })
  asking.on('response', (response) => {
    response.resume().on('end', onAnswer)
  })
}

const get = async (hub: BenchHub, path: string): Promise<string> =>
  (await fetch(hub.url + path, { headers: { Authorization: `Bearer ${hub.token}` } })).text()

const decide = async (hub: BenchHub, id: string): Promise<void> => {
  const answer = await fetch(`${hub.url}/api/approvals/${id}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${hub.token}`, 'Content-Type': 'application/json' },
    body: '{"decision":"deny"}',
  })
  if (!answer.ok) throw new Error(`a decision was answered with ${String(answer.status)}`)
}

/** Looks all the time how long the hub takes to say anything at all; the answer ends it and gives the longest. */
function watchStalls(hub: BenchHub): () => Promise<number> {
  const watch = fork(fileURLToPath(new URL('stall-watch.js', import.meta.url)), [String(hub.port)])
  return async () => {
    const told = once(watch, 'message')
    watch.send('how long')
    const [longest] = (await told) as [number]
    watch.kill()
    return longest
  }
}
