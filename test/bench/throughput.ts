import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { median, pause, type Benchmark, type Measurement } from './harness.js'
import { hubViewer } from './viewers.js'

const ROUNDS = 5
const NANOSECONDS_PER_SECOND = 1e9

export const throughput: Benchmark = {
  name: '`seq 1 2000000` and `yes | head -c 50M`',
  limit: 'the same commands with no viewer',
  mustReach: '≤ 1.10× time',
  run: async () => {
    const hub = await startBenchHub()
    try {
      return [
        await compare(hub, 'seq 1 2000000', 1, ROUNDS),
        await compare(hub, 'yes | head -c 50M', 1, ROUNDS),
        await compare(hub, 'seq 1 2000000', 8, 3),
        await compare(hub, 'yes | head -c 50M', 8, 1),
      ]
    } finally {
      await hub.stop()
    }
  },
}

async function compare(hub: BenchHub, command: string, sessions: number, rounds: number): Promise<Measurement> {
  const watched: number[] = []
  const alone: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await run(hub, command, sessions, false))
    watched.push(await run(hub, command, sessions, true))
  }
  return {
    what: `${command}, ${sessions === 1 ? 'one viewer' : `${sessions} sessions with a viewer each`}`,
    ours: median(watched),
    limit: median(alone),
    unit: 's',
    bound: { atMost: 1.1 },
  }
}

let runs = 0

/** Seconds from the moment the commands are let go until the last of them has ended. */
async function run(hub: BenchHub, command: string, sessions: number, isWatched: boolean): Promise<number> {
  const names = Array.from({ length: sessions }, (_, index) => `run-${++runs}-${index}`)
  const viewers = []
  for (const name of names) {
    await hub.start(name, `read go; date +%s%N > ${name}.began; ${command}; date +%s%N > ${name}.ended; read stay`)
    if (isWatched) viewers.push(hubViewer(hub, name))
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
