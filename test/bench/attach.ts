import { startBenchHub } from './bench-hub.js'
import { median, pause, timed, type Benchmark } from './harness.js'
import { hubViewer, ptyViewer, type BenchViewer } from './viewers.js'

const ATTACHES = 40
/** All of it, `tmux attach` included, is cold at first. */
const WARM_UP = 3

export const attach: Benchmark = {
  name: 'attach: socket open → first byte',
  limit: 'spawn of `tmux attach` in a bare pty → first byte',
  mustReach: '≤ 1.3×',
  run: async () => {
    const hub = await startBenchHub()
    try {
      await hub.start('looked-at', 'cat')
      const ours: number[] = []
      const bare: number[] = []
      for (let round = 0; round < ATTACHES; round += 1) {
        bare.push(await firstByte(() => ptyViewer(hub, 'looked-at')))
        ours.push(await firstByte(() => hubViewer(hub, 'looked-at')))
      }
      return [
        {
          what: 'median',
          ours: median(ours.slice(WARM_UP)),
          limit: median(bare.slice(WARM_UP)),
          unit: 'ms',
          bound: { atMost: 1.3 },
        },
      ]
    } finally {
      await hub.stop()
    }
  },
}

async function firstByte(open: () => BenchViewer): Promise<number> {
  let viewer: BenchViewer | undefined
  const ms = await timed(() => (viewer = open()).attached)
  await viewer?.close()
  await pause(20) // tmux forgets the client
  return ms
}
