import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PROGRAM, startBenchHub, type BenchHub } from './bench-hub.js'
import { median, pause, type Benchmark } from './harness.js'
import { runSeconds } from './throughput.js'
import { hubViewer, type BenchViewer } from './viewers.js'

const ROUNDS = 5
const COMMAND = 'yes | head -c 50M'

export const recording: Benchmark = {
  name: 'recording of a terminal with a viewer',
  limit: 'the same command without the recording',
  mustReach: '≤ 1.1× time',
  run: async () => {
    const hub = await startBenchHub()
    try {
      const [ours, limit]: readonly [number[], number[]] = [[], []]
      for (let round = 0; round < ROUNDS; round += 1) {
        limit.push(await runSeconds(hub, COMMAND, 1, (session) => hubViewer(hub, session)))
        ours.push(await runSeconds(hub, COMMAND, 1, (session) => recordedViewer(hub, session)))
      }
      return [{ what: COMMAND, ours: median(ours), limit: median(limit), unit: 's', bound: { atMost: 1.1 } }]
    } finally {
      await hub.stop()
    }
  },
}

/** Viewer beside a recording in a process of its own. */
function recordedViewer(hub: BenchHub, session: string): BenchViewer {
  const file = join(hub.folder, `${session}.cast`)
  const words = ['sessions', 'record', session, file, '--hub', hub.url, '--token', hub.token]
  const recorder = spawn(process.execPath, [PROGRAM, ...words], { stdio: 'ignore' })
  const viewer = hubViewer(hub, session)
  return {
    ...viewer,
    attached: Promise.all([viewer.attached, begun(file)]).then(() => undefined),
    close: async () => {
      const ended = once(recorder, 'exit')
      recorder.kill('SIGINT')
      await Promise.all([ended, viewer.close()])
    },
  }
}

/** Waits until a recording has its first lines. */
async function begun(file: string): Promise<void> {
  for (;;) {
    const size = await stat(file).then(
      (stats) => stats.size,
      () => 0,
    )
    if (size > 0) return
    await pause(50)
  }
}
