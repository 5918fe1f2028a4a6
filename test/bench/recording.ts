import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { hubClient } from '../../adapters/inbound/http/client/hub-client.js'
import { PROGRAM, startBenchHub, type BenchHub } from './bench-hub.js'
import { median, pause, type Benchmark } from './harness.js'
import { runSeconds } from './throughput.js'
import { hubViewer, type BenchViewer } from './viewers.js'

const ROUNDS = 5
const COMMAND = 'yes | head -c 50M'
const BYTES_PER_MIB = 1024 * 1024
/** Growth of the hub's memory over all rounds; output that waits for the disk is bounded by 1 MiB. */
const MAX_GROWTH_MIB = 32

export const recording: Benchmark = {
  name: 'recording of a terminal with a viewer',
  limit: 'the same command without the recording',
  mustReach: '≤ 1.1× time',
  run: async () => {
    const hub = await startBenchHub()
    try {
      const [ours, inHub, limit]: readonly [number[], number[], number[]] = [[], [], []]
      const before = await hub.residentBytes()
      for (let round = 0; round < ROUNDS; round += 1) {
        limit.push(await runSeconds(hub, COMMAND, 1, (session) => hubViewer(hub, session)))
        ours.push(await runSeconds(hub, COMMAND, 1, (session) => recordedViewer(hub, session)))
        inHub.push(await runSeconds(hub, COMMAND, 1, (session) => hubRecordedViewer(hub, session)))
      }
      const grown = Math.max(0, (await hub.residentBytes()) - before) / BYTES_PER_MIB
      return [
        { what: COMMAND, ours: median(ours), limit: median(limit), unit: 's', bound: { atMost: 1.1 } },
        {
          what: `${COMMAND}, in the hub`,
          ours: median(inHub),
          limit: median(limit),
          unit: 's',
          bound: { atMost: 1.1 },
        },
        { what: 'growth of memory', ours: grown, limit: MAX_GROWTH_MIB, unit: 'MiB', bound: { atMost: 1 } },
      ]
    } finally {
      await hub.stop()
    }
  },
}

/** Viewer beside a recording in the hub. */
function hubRecordedViewer(hub: BenchHub, session: string): BenchViewer {
  const viewer = hubViewer(hub, session)
  return { ...viewer, attached: Promise.all([viewer.attached, recorded(hub, session)]).then(() => undefined) }
}

/** Switches the recording of a session on, and waits until it goes on. */
async function recorded(hub: BenchHub, session: string): Promise<void> {
  const client = hubClient({ baseUrl: hub.url, token: () => hub.token })
  const params = { name: session }
  const must = async <A>(call: () => Promise<E.Either<unknown, A>>): Promise<A> => {
    const answer = await call()
    if (E.isLeft(answer)) throw new Error(`refused: ${JSON.stringify(answer.left)}`)
    return answer.right
  }
  await must(client.adoptSession({ params }))
  await must(client.recordSession({ params, body: { recorded: true } }))
  for (;;) {
    const { body } = await must(client.readRecording({ params }))
    if (body.parts.some(({ bytes }) => bytes > 0)) return
    await pause(50)
  }
}

/** Viewer beside a recording in a separate process. */
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
