import { startBenchHub, type BenchHub } from './bench-hub.js'
import { median, pause, type Benchmark } from './harness.js'
import { hubViewer, startBareSockets, type BenchViewer } from './viewers.js'

const SESSIONS = 8
const ROUNDS = 5
const ROUND_MS = 4_000
/** Redraws of the first moments. */
const WARM_UP_MS = 1_500
/** Until V8 has compiled what runs for each chunk. */
const COMPILED_MS = 15_000
const MS_PER_SECOND = 1_000
const MIB = 1024 * 1024

interface Way {
  readonly open: (session: string) => BenchViewer
  readonly processorSeconds: () => Promise<number>
}

export const flood: Benchmark = {
  name: '8 flooding terminals with a viewer each: processor time',
  limit: 'the same ptys behind bare WebSockets in one process',
  mustReach: '≤ 1.3×',
  run: async () => {
    const hub = await startBenchHub()
    const bare = await startBareSockets(hub)
    try {
      const names = Array.from({ length: SESSIONS }, (_, index) => `flood-${String(index)}`)
      for (const name of names) await hub.start(name, 'while true; do seq 1 100000; done')
      await cost(bare, names, COMPILED_MS)
      await cost(throughHub(hub), names, COMPILED_MS)
      const ours: number[] = []
      const limit: number[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        limit.push(await cost(bare, names))
        ours.push(await cost(throughHub(hub), names))
      }
      return [
        {
          what: 'user and system, for each MiB that reaches the viewers, median',
          ours: median(ours),
          limit: median(limit),
          unit: 'ms/MiB',
          bound: { atMost: 1.3 },
        },
      ]
    } finally {
      bare.stop()
      await hub.stop()
    }
  },
}

const throughHub = (hub: BenchHub): Way => ({
  open: (session) => hubViewer(hub, session),
  processorSeconds: hub.processorSeconds,
})

/** Milliseconds of processor time for each MiB. */
async function cost(
  { open, processorSeconds }: Way,
  sessions: ReadonlyArray<string>,
  roundMs = ROUND_MS,
): Promise<number> {
  let bytes = 0
  const viewers = sessions.map((session) => {
    const viewer = open(session)
    viewer.onOutput((chunk) => {
      bytes += chunk.byteLength
    })
    return viewer
  })
  await Promise.all(viewers.map(({ attached }) => attached))
  await pause(WARM_UP_MS)
  const [bytesBefore, before] = [bytes, await processorSeconds()]
  await pause(roundMs)
  const [bytesAfter, after] = [bytes, await processorSeconds()]
  for (const viewer of viewers) await viewer.close()
  return ((after - before) * MS_PER_SECOND * MIB) / (bytesAfter - bytesBefore)
}
