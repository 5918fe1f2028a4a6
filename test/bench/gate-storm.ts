import { MAX_PENDING_PER_SESSION } from '../../domain/approvals/approval.js'
import { Agent } from 'node:http'
import { askAtGate, openCalls } from './ask-at-gate.js'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { pause, type Benchmark, type Measurement } from './harness.js'
import { bePresent } from './present.js'

const SESSIONS = 100
const CALLS = SESSIONS * MAX_PENDING_PER_SESSION
const AT_ONCE = 1_000
const START_MS = 2_000
/** Shorter than the time for which a call waits for a person. */
const ALL_WITHIN_MS = 90_000
const LOOK_EVERY_MS = 100

/** The hooks of Claude Code open a connection for each call. */
export const gateStorm: Benchmark = {
  name: '10,000 gate calls, a connection each; start after a crash',
  limit: 'all of them; 2 s',
  mustReach: 'none is lost; start ≤ 2 s',
  run: async () => {
    const hub = await startBenchHub()
    const storm = makeStorm(hub)
    try {
      for (let session = 0; session < SESSIONS; session += 1) await hub.start(`agent-${String(session)}`, 'cat')
      storm.send(CALLS)
      await until(() => storm.answered() + storm.lost() === CALLS)
      const answered = storm.answered()
      const { leave } = await bePresent(hub)
      for (let sent = 0; sent < CALLS; sent += AT_ONCE) {
        storm.send(AT_ONCE)
        await until(async () => (await openCalls(hub)).length === sent + AT_ONCE)
      }
      const lost = storm.lost()
      leave()
      const startMs = await hub.crash()
      return [
        calls('answered without a person, all at once', answered),
        calls('held for a person, 1,000 at once', CALLS - lost),
        {
          ...{ what: 'start after a crash with 10,000 open calls', ours: startMs, limit: START_MS },
          ...{ unit: 'ms', bound: { atMost: 1 } },
        },
      ]
    } finally {
      await hub.stop()
    }
  },
}

const calls = (what: string, ours: number): Measurement => ({
  ...{ what, ours, limit: CALLS },
  ...{ unit: 'calls', bound: { atLeast: 1 } },
})

interface Storm {
  readonly send: (count: number) => void
  readonly answered: () => number
  /** Number of connections that ended without an answer. */
  readonly lost: () => number
}

function makeStorm(hub: BenchHub): Storm {
  const agent = new Agent({ keepAlive: false, maxSockets: Infinity })
  let [sent, answered, lost] = [0, 0, 0]
  const ask = (): void => {
    sent += 1
    const asking = askAtGate(hub, agent, {
      event: 'pre-tool-use',
      session: `agent-${String(sent % SESSIONS)}`,
      call: {
        tool_name: 'Bash',
        tool_input: { command: `make target-${String(sent)} ${'x'.repeat(200)}`, description: 'asked' },
        tool_use_id: `toolu_${String(sent)}`,
        permission_mode: 'bypassPermissions',
      },
    })
    asking.on('error', () => (lost += 1))
    asking.on('response', (response) => response.resume().on('end', () => (answered += 1)))
  }
  return {
    send: (count) => {
      for (let call = 0; call < count; call += 1) ask()
    },
    answered: () => answered,
    lost: () => lost,
  }
}

async function until(isReached: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + ALL_WITHIN_MS
  while (!(await isReached())) {
    if (performance.now() > end) throw new Error('the hub has not taken all calls in time')
    await pause(LOOK_EVERY_MS)
  }
}
