import { once } from 'node:events'
import { Agent, type ClientRequest, type IncomingMessage } from 'node:http'
import type { Page } from 'playwright-core'
import { askAtGate, openCalls } from './ask-at-gate.js'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { benchPages, now, paintedAt } from './bench-page.js'
import { median, timed, type Benchmark } from './harness.js'

const ROUNDS = 40
/** The first rounds load parts of the page and compile its code. */
const WARM_UP = 10
const SESSION = 'agent'
const VISIBLE_MS = 50
const HEARD_MS = 30
/** Resolves when the page has nothing to do. */
const IDLE = 'new Promise((done) => requestIdleCallback(done))'

export const visible: Benchmark = {
  name: 'call of a hook on the page of a second device, and its answer',
  limit: '50 ms; 30 ms',
  mustReach: '≤ 50 ms; ≤ 30 ms',
  run: async () => {
    const hub = await startBenchHub()
    const pages = await benchPages(hub)
    const agent = new Agent({ keepAlive: true })
    try {
      await hub.start(SESSION, 'cat')
      const [, second] = [await pages.open('/approvals'), await pages.open('/approvals')]
      await second.getByText('Nothing waits').waitFor()
      const rounds: Round[] = []
      for (let at = 0; at < ROUNDS; at += 1) rounds.push(await oneRound(hub, agent, second, at))
      const measured = rounds.slice(WARM_UP)
      const of = (pick: (round: Round) => number): number => median(measured.map(pick))
      return [
        {
          what: 'hook → painted on the second page, median',
          ...{ ours: of(({ visibleMs }) => visibleMs), limit: VISIBLE_MS, unit: 'ms', bound: { atMost: 1 } },
        },
        {
          what: 'answer → heard by the hook, median',
          ...{ ours: of(({ heardMs }) => heardMs), limit: HEARD_MS, unit: 'ms', bound: { atMost: 1 } },
        },
      ]
    } finally {
      agent.destroy()
      await pages.close()
      await hub.stop()
    }
  },
}

interface Round {
  readonly visibleMs: number
  readonly heardMs: number
}

async function oneRound(hub: BenchHub, agent: Agent, page: Page, at: number): Promise<Round> {
  const command = `make round-${String(at)}.`
  const painted = paintedAt(page, command)
  await page.evaluate(IDLE)
  const asked = now()
  const call = ask(hub, agent, command)
  const answered = once(call, 'response') as Promise<[IncomingMessage]>
  const visibleMs = (await painted) - asked
  const headers = { Authorization: `Bearer ${hub.token}`, 'Content-Type': 'application/json' }
  const [open] = await openCalls(hub)
  const heardMs = await timed(async () => {
    const decided = fetch(`${hub.url}/api/approvals/${open?.id ?? ''}`, {
      method: 'POST',
      headers,
      body: '{"decision":"deny"}',
    })
    const [response] = await answered
    await once(response.resume(), 'end')
    if (!(await decided).ok) throw new Error('the decision was refused')
  })
  await page.getByText('Nothing waits').waitFor()
  return { visibleMs, heardMs }
}

const ask = (hub: BenchHub, agent: Agent, command: string): ClientRequest =>
  askAtGate(hub, agent, {
    event: 'pre-tool-use',
    session: SESSION,
    call: { tool_name: 'Bash', tool_input: { command }, permission_mode: 'bypassPermissions' },
  })
