import { chmod, copyFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startBenchHub } from './bench-hub.js'
import { pause, type Benchmark } from './harness.js'

const PROBE = fileURLToPath(new URL('wake-probe.js', import.meta.url))
const SCREEN = fileURLToPath(new URL('../../../test/fixtures/claude-code/screens/2.1.332-ready.txt', import.meta.url))
const SESSIONS = 20
const WARM_UP_MS = 20_000
const MEASURED_MS = 60_000
/** Of a hub that looked at each screen every 1.5 s: main thread of the built program, and timers of JavaScript. */
const WAKES_BEFORE = 18.7
const TIMERS_BEFORE = 9.6

/** Wake-ups of a hub without clients whose agents all wait at their prompts. */
export const idle: Benchmark = {
  name: 'wake-ups of an idle hub, 20 agents at their prompts',
  limit: '18.7 and 9.6 a second',
  mustReach: '≤ 0.5×; timers stated',
  run: async () => {
    // A channel to the probe wakes the process by itself.
    const [wakes, timers] = await Promise.all([counted(false), counted(true)])
    return [
      {
        ...{ what: 'voluntary context switches of the main thread', ours: wakes, limit: WAKES_BEFORE },
        ...{ unit: '/s', bound: { atMost: 0.5 } },
      },
      { what: 'timers that fire', ours: timers, limit: TIMERS_BEFORE, unit: '/s', bound: null },
    ]
  },
}

/** Context switches of a hub in a second, or timers that fire in one with a probe. */
async function counted(isProbed: boolean): Promise<number> {
  const hub = await startBenchHub(isProbed ? { preload: PROBE } : {})
  try {
    const agent = join(hub.folder, 'claude')
    await copyFile('/bin/bash', agent)
    await chmod(agent, 0o755)
    for (let session = 0; session < SESSIONS; session += 1)
      await hub.start(`agent-${String(session)}`, `${agent} -c 'cat ${SCREEN}; while :; do read -r line; done'`)
    await pause(WARM_UP_MS)
    const read = async (): Promise<number> => (isProbed ? Number(await hub.askProbe()) : wakesOf(hub.pid()))
    const before = await read()
    await pause(MEASURED_MS)
    const after = await read()
    return ((isProbed ? after : after - before) * 1_000) / MEASURED_MS
  } finally {
    await hub.stop()
  }
}

/** Voluntary context switches of the main thread of a process. */
async function wakesOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8')
  return Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1] ?? NaN)
}
