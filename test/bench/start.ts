import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { privateTmux, type PrivateTmux } from '../support/private-tmux.js'
import { HUB_ARGV, hubEnvironment, residentBytes } from './bench-hub.js'
import { pause, type Benchmark } from './harness.js'

const BARE_KOA = fileURLToPath(new URL('bare-koa.js', import.meta.url))
const STARTS = 7
const IDLE_MS = 5_000
/** V8 collects what starting leaves behind once a process has been idle for about 15 s. */
const COLLECTED_MS = 60_000
const MIB = 1024 * 1024
const IDLE_LIMIT_BYTES = 69 * MIB

interface Started {
  readonly ms: number
  readonly idleBytes: number
}

export const start: Benchmark = {
  name: 'start to listening; idle resident memory',
  limit: 'a bare Koa "hello"',
  mustReach: '≤ 2.5×; ≤ 2×, ≤ 69 MiB',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'penates-bench-'))
    const tmux = privateTmux()
    try {
      await tmux.run('new-session', '-d', '-s', 'keeper', 'cat')
      const starts = { hub: [] as Started[], koa: [] as Started[] }
      for (let round = 0; round < STARTS; round += 1) {
        starts.koa.push(await startOf([BARE_KOA], process.env))
        starts.hub.push(await startOf(HUB_ARGV, environment(folder, tmux)))
      }
      const collected = await startOf(HUB_ARGV, environment(folder, tmux), COLLECTED_MS)
      return [
        {
          what: `start, best of ${STARTS}`,
          ours: least(starts.hub, ({ ms }) => ms),
          limit: least(starts.koa, ({ ms }) => ms),
          unit: 'ms',
          bound: { atMost: 2.5 },
        },
        {
          what: `memory after ${IDLE_MS / 1000} s, best of ${STARTS}`,
          ours: least(starts.hub, ({ idleBytes }) => idleBytes) / MIB,
          limit: least(starts.koa, ({ idleBytes }) => idleBytes) / MIB,
          unit: 'MiB',
          bound: { atMost: 2 },
        },
        {
          what: `memory after ${COLLECTED_MS / 1000} s, against 69 MiB`,
          ours: collected.idleBytes / MIB,
          limit: IDLE_LIMIT_BYTES / MIB,
          unit: 'MiB',
          bound: { atMost: 1 },
        },
      ]
    } finally {
      await tmux.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

const environment = (folder: string, tmux: PrivateTmux): NodeJS.ProcessEnv =>
  hubEnvironment({ folder, tmux, port: 0, token: 'x'.repeat(32) })

const least = (starts: ReadonlyArray<Started>, of: (start: Started) => number): number => Math.min(...starts.map(of))

/** Both say on standard output that they listen. */
async function startOf(argv: ReadonlyArray<string>, env: NodeJS.ProcessEnv, idleMs = IDLE_MS): Promise<Started> {
  const before = performance.now()
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const exited = once(child, 'exit')
  await once(child.stdout, 'data')
  const ms = performance.now() - before
  await pause(idleMs)
  const idleBytes = await residentBytes(child.pid)
  child.kill('SIGTERM')
  await exited
  return { ms, idleBytes }
}
