import { chmod, copyFile, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startBenchHub } from './bench-hub.js'
import { pause, type Benchmark } from './harness.js'

const PROBE = fileURLToPath(new URL('wake-probe.js', import.meta.url))
const SCREEN = fileURLToPath(new URL('../../../test/fixtures/claude-code/screens/2.1.332-ready.txt', import.meta.url))
const SESSIONS = 20
const WARM_UP_MS = 20_000
const MEASURED_MS = 60_000
/** Half of what a hub took that looked at each screen every 1.5 s. */
const LIMIT_WAKES = 1_000
const LIMIT_TIMERS = 1_000

/** Wake-ups of a hub without clients whose agents all wait at their prompts. */
export const idle: Benchmark = {
  name: 'wake-ups of an idle hub, 20 agents at their prompts',
  limit: 'half of before',
  mustReach: '≤ 1×',
  run: async () => {
    const hub = await startBenchHub({ preload: PROBE })
    try {
      const agent = join(hub.folder, 'claude')
      await copyFile('/bin/bash', agent)
      await chmod(agent, 0o755)
      for (let session = 0; session < SESSIONS; session += 1)
        await hub.start(`agent-${String(session)}`, `${agent} -c 'cat ${SCREEN}; while :; do read -r line; done'`)
      await pause(WARM_UP_MS)
      await hub.askProbe()
      const before = await wakesOf(hub.pid())
      await pause(MEASURED_MS)
      const wakes = (await wakesOf(hub.pid())) - before
      const timers = Number(await hub.askProbe())
      const perSecond = (count: number): number => (count * 1_000) / MEASURED_MS
      return [
        {
          ...{ what: 'voluntary context switches of all threads', ours: perSecond(wakes), limit: LIMIT_WAKES },
          ...{ unit: '/s', bound: { atMost: 1 } },
        },
        {
          ...{ what: 'timers that fire', ours: perSecond(timers), limit: LIMIT_TIMERS },
          ...{ unit: '/s', bound: { atMost: 1 } },
        },
      ]
    } finally {
      await hub.stop()
    }
  },
}

/** Voluntary context switches of the threads of a process. */
async function wakesOf(pid: number | undefined): Promise<number> {
  const folder = `/proc/${String(pid)}/task`
  const texts = await Promise.all(
    (await readdir(folder)).map((thread) => readFile(join(folder, thread, 'status'), 'utf8')),
  )
  return texts.reduce((sum, text) => sum + Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(text)?.[1] ?? 0), 0)
}
