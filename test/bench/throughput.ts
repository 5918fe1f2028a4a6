import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { median, pause, type Benchmark, type Measurement } from './harness.js'
import { hubViewer, startBareSockets, type BenchViewer } from './viewers.js'

const ROUNDS = 5
const NANOSECONDS_PER_SECOND = 1e9

export const throughput: Benchmark = {
  name: '`seq 1 2000000` and `yes | head -c 50M`',
  limit: 'the same commands with no viewer, and with a viewer behind a bare WebSocket',
  mustReach: '≤ 0.8× (seq), ≤ 1.0× (yes) and ≤ 1.1× (8 sessions) of a bare WebSocket',
  run: async () => {
    const hub = await startBenchHub()
    try {
      return [
        ...(await compare(hub, 'seq 1 2000000', 1, ROUNDS, 0.8)),
        ...(await compare(hub, 'yes | head -c 50M', 1, ROUNDS, 1)),
        ...(await compare(hub, 'seq 1 2000000', 8, 3, 1.1)),
        ...(await compare(hub, 'yes | head -c 50M', 8, 1, 1.1)),
      ]
    } finally {
      await hub.stop()
    }
  },
}

type Open = (session: string) => BenchViewer

async function compare(
  hub: BenchHub,
  command: string,
  sessions: number,
  rounds: number,
  atMost: number,
): Promise<ReadonlyArray<Measurement>> {
  const bare = await startBareSockets(hub)
  const times: Record<'hub' | 'bare' | 'none', number[]> = { hub: [], bare: [], none: [] }
  for (let round = 0; round < rounds; round += 1) {
    times.none.push(await runSeconds(hub, command, sessions, null))
    times.bare.push(await runSeconds(hub, command, sessions, bare.open))
    times.hub.push(await runSeconds(hub, command, sessions, (session) => hubViewer(hub, session)))
  }
  bare.stop()
  const against = (limit: 'bare' | 'none', name: string, bound: Measurement['bound']): Measurement => ({
    what: `${command}, ${sessions === 1 ? 'one viewer' : `${sessions} sessions with a viewer each`}, against ${name}`,
    ours: median(times.hub),
    limit: median(times[limit]),
    unit: 's',
    bound,
  })
  return [against('none', 'none', null), against('bare', 'a bare WebSocket', { atMost })]
}

let runs = 0

/** Seconds from the moment the commands are let go until the last of them has ended. */
export async function runSeconds(hub: BenchHub, command: string, sessions: number, open: Open | null): Promise<number> {
  const names = Array.from({ length: sessions }, (_, index) => `run-${++runs}-${index}`)
  const viewers: BenchViewer[] = []
  for (const name of names) {
    await hub.start(name, `read go; date +%s%N > ${name}.began; ${command}; date +%s%N > ${name}.ended; read stay`)
    if (open !== null) viewers.push(open(name))
  }
  await Promise.all(viewers.map(({ attached }) => attached))
  await pause(500)
  for (const name of names) await hub.tmux.run('send-keys', '-t', `=${name}:`, 'Enter')
  const ended = await Promise.all(names.map((name) => moment(join(hub.folder, `${name}.ended`))))
  const began = await Promise.all(names.map((name) => moment(join(hub.folder, `${name}.began`))))
  for (const viewer of viewers) await viewer.close()
  for (const name of names) await hub.tmux.run('kill-session', '-t', `=${name}`)
  return Math.max(...ended) - Math.min(...began)
}

/** Waits until the file holds a moment. */
async function moment(file: string): Promise<number> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (text.endsWith('\n')) return Number(text) / NANOSECONDS_PER_SECOND
    await pause(50)
  }
}
