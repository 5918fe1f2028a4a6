import { chmod, copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { processorSeconds, startBenchHub } from './bench-hub.js'
import { pause, type Benchmark } from './harness.js'

const IDLE = 20
const BUSY = 4
const WARM_UP_MS = 10_000
const MEASURED_MS = 60_000
const LIMIT_PERCENT = 3
const SCREEN = fileURLToPath(new URL('../../../test/fixtures/claude-code/screens/2.1.332-ready.txt', import.meta.url))
/** A prompt that waits for input, and one whose first cell changes four times a second. */
const AT_PROMPT = `cat ${SCREEN}; while :; do read -r line; done`
const REDRAWING = `while :; do for c in 1 2 3 4; do printf "\\\\033[H"; cat ${SCREEN}; printf "\\\\033[H$c"; sleep 0.25; done; done`

/** Processor time of hub and tmux beside the same sessions of a program whose screens are not read. */
export const screens: Benchmark = {
  name: 'reading of screens: 20 idle and 4 busy agents',
  limit: '3 % of a core',
  mustReach: '≤ 1×',
  run: async () => {
    const [read, unread] = await Promise.all([percentOf('claude'), percentOf('other')])
    return [
      {
        ...{ what: 'hub and tmux, 60 s', ours: read - unread, limit: LIMIT_PERCENT },
        ...{ unit: '% of a core', bound: { atMost: 1 } },
      },
    ]
  },
}

/** Percent of a core that hub and tmux take while a shell of this name runs in each session. */
async function percentOf(program: string): Promise<number> {
  const hub = await startBenchHub()
  try {
    const shell = join(hub.folder, program)
    await copyFile('/bin/bash', shell)
    await chmod(shell, 0o755)
    for (let session = 0; session < IDLE + BUSY; session += 1)
      await hub.start(`agent-${String(session)}`, `${shell} -c '${session < IDLE ? AT_PROMPT : REDRAWING}'`)
    const tmux = Number(await hub.tmux.run('display-message', '-p', '#{pid}'))
    await pause(WARM_UP_MS)
    const spent = async (): Promise<number> => (await hub.processorSeconds()) + (await processorSeconds(tmux))
    const before = await spent()
    await pause(MEASURED_MS)
    return (((await spent()) - before) * 100_000) / MEASURED_MS
  } finally {
    await hub.stop()
  }
}
