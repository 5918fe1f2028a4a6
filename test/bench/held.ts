import { Agent } from 'node:http'
import { askAtGate, openCalls } from './ask-at-gate.js'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { pause, type Benchmark } from './harness.js'
import { bePresent } from './present.js'

const SESSIONS = 10
const QUESTIONS = 1_000
const WARM_UP_MS = 20_000
const MEASURED_MINUTES = Number(process.env['PENATES_BENCH_HELD_MINUTES'] ?? 10)
const MINUTE_MS = 60_000
const HOLD_SECONDS = 86_400
const LOOK_EVERY_MS = 20
const KILOBYTE = 1_000
const MOST_KILOBYTES = 20
const MOST_MS_A_MINUTE = 1

/** Everything that the hub does meanwhile counts, that which it does without questions as well. */
export const held: Benchmark = {
  name: '1,000 questions held',
  limit: '20 kB; 1 ms a minute for each',
  mustReach: '≤ 20 kB; ≤ 1 ms a minute for each',
  run: async () => {
    const hub = await startBenchHub()
    const agent = new Agent({ keepAlive: true, maxSockets: Infinity })
    try {
      for (let session = 0; session < SESSIONS; session += 1) await hub.start(`agent-${String(session)}`, 'cat')
      const { events, leave } = await bePresent(hub)
      let asked = 0
      events.on('message', (frame: Buffer) => {
        if (frame.includes('tool-approval-request')) asked += 1
      })
      await pause(WARM_UP_MS)
      const bytesBefore = await hub.residentBytes()
      for (let at = 0; at < QUESTIONS; at += 1) ask(hub, agent, at)
      while (asked < QUESTIONS) await pause(LOOK_EVERY_MS)
      const before = await hub.processorSeconds()
      await pause(MEASURED_MINUTES * MINUTE_MS)
      const spent = (await hub.processorSeconds()) - before
      const grown = (await hub.residentBytes()) - bytesBefore
      const waiting = (await openCalls(hub)).length
      if (waiting !== QUESTIONS) throw new Error(`${String(waiting)} wait`)
      leave()
      const for_ = `${String(MEASURED_MINUTES)} minutes`
      return [
        {
          what: `growth of memory for each, after ${for_}`,
          ...{ ours: grown / QUESTIONS / KILOBYTE, limit: MOST_KILOBYTES, unit: 'kB', bound: { atMost: 1 } },
        },
        {
          what: `processor time for each, over ${for_}`,
          ...{ ours: (spent * 1_000) / QUESTIONS / MEASURED_MINUTES, limit: MOST_MS_A_MINUTE, unit: 'ms/min' },
          bound: { atMost: 1 },
        },
      ]
    } finally {
      agent.destroy()
      await hub.stop()
    }
  },
}

function ask(hub: BenchHub, agent: Agent, at: number): void {
  const options = ['Red', 'Blue'].map((label) => ({ label, description: `The ${label} one` }))
  const question = { question: `Which hue ${String(at)}?`, header: 'Hue', multiSelect: false, options }
  askAtGate(hub, agent, {
    event: 'PermissionRequest',
    session: `agent-${String(at % SESSIONS)}`,
    call: { tool_name: 'AskUserQuestion', tool_input: { questions: [question] }, permission_mode: 'default' },
    holdSeconds: HOLD_SECONDS,
  })
}
