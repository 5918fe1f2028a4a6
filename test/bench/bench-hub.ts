import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ALLOCATOR, HEAP_OPTIONS } from '../../composition/tools/open-service.js'
import { freePort } from '../support/free-port.js'
import { privateTmux, type PrivateTmux } from '../support/private-tmux.js'
import { pause, timed } from './harness.js'

/** The program as it is built. */
export const PROGRAM = fileURLToPath(new URL('../../program/main.cjs', import.meta.url))

/** Arguments of node for a hub. */
export const HUB_ARGV: ReadonlyArray<string> = [...HEAP_OPTIONS, PROGRAM, 'serve']

export interface HubPlace {
  readonly folder: string
  readonly tmux: PrivateTmux
  readonly port: number
  readonly token: string
}

/** Environment of a hub with its own folder and tmux server. */
export const hubEnvironment = ({ folder, tmux, port, token }: HubPlace): NodeJS.ProcessEnv => ({
  ...process.env,
  ...ALLOCATOR,
  HOME: folder,
  PENATES_HOME: join(folder, 'state'),
  PENATES_TMUX_SOCKET: tmux.socket,
  PORT: String(port),
  AUTH_TOKEN: token,
})

/** Resident memory of a process. */
export async function residentBytes(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? NaN) * 1024
}

/** Ticks that Linux counts processor time in. */
const TICKS_PER_SECOND = 100
/** Places of `utime` and `stime` after the name of the program, which may have blanks: proc(5). */
const USER_TICKS = 11
const SYSTEM_TICKS = 12

/** Processor time of a process, user and system. */
export async function processorSeconds(pid: number | undefined): Promise<number> {
  const text = await readFile(`/proc/${String(pid)}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[USER_TICKS]) + Number(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND
}

/** A real hub in a separate process, with its own tmux server and state folder. */
export interface BenchHub {
  readonly tmux: PrivateTmux
  readonly folder: string
  readonly url: string
  readonly port: number
  readonly token: string
  /** Starts a session of this hub's tmux, by hand. */
  readonly start: (session: string, command: string) => Promise<void>
  /** Process id of the hub. */
  readonly pid: () => number | undefined
  /** Resident memory of the hub's process. */
  readonly residentBytes: () => Promise<number>
  /** Processor time of the hub's process. */
  readonly processorSeconds: () => Promise<number>
  /** Answer of the preloaded script to a message; `{}` when left out. */
  readonly askProbe: (message?: object) => Promise<unknown>
  /** Ends the hub's process with SIGKILL and starts another; milliseconds from that start to its first answer. */
  readonly crash: () => Promise<number>
  readonly stop: () => Promise<void>
}

export interface BenchHubOptions {
  /** A script that runs in the hub's process before it, and answers each message with one. */
  readonly preload?: string
  /** Files of the state folder that an earlier run is to have left. */
  readonly state?: Readonly<Record<string, string>>
  /** Variables beside those that keep it apart. */
  readonly environment?: Readonly<Record<string, string>>
}

export async function startBenchHub(options: BenchHubOptions = {}): Promise<BenchHub> {
  const { preload, state = {}, environment = {} } = options
  const folder = await mkdtemp(join(tmpdir(), 'penates-bench-'))
  await mkdir(join(folder, 'state'), { mode: 0o700 })
  for (const [name, text] of Object.entries(state)) await writeFile(join(folder, 'state', name), text)
  const tmux = privateTmux()
  // Wide, with a long history and no status line that redraws by itself in the middle of a measurement.
  await tmux.run('new-session', '-d', '-s', 'keeper', '-x', '120', '-y', '40', 'cat', ';', 'set', '-g', 'status', 'off')
  const token = randomBytes(24).toString('hex')
  const port = await freePort()
  const imported = preload === undefined ? [] : ['--import', preload]
  const url = `http://127.0.0.1:${String(port)}`
  const launch = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [...imported, ...HUB_ARGV], {
      cwd: folder,
      env: { ...hubEnvironment({ folder, tmux, port, token }), ...environment },
      stdio: ['ignore', 'ignore', 'pipe', preload === undefined ? 'ignore' : 'ipc'],
    })
    let complaints = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      complaints = (complaints + chunk.toString('utf8')).slice(-4096)
    })
    await untilHealthy(url, () => (child.exitCode === null ? null : complaints))
    return child
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const gone = once(hub, 'exit')
    hub.kill(signal)
    await gone
  }
  let hub = await launch()
  // A benchmark that breaks leaves no hub and no sessions behind.
  process.once('exit', () => {
    hub.kill('SIGKILL')
    spawnSync(tmux.argv[0], [...tmux.argv.slice(1), 'kill-server'], { stdio: 'ignore' })
  })

  return {
    tmux,
    folder,
    url,
    port,
    token,
    start: async (session, command) => {
      await tmux.run('new-session', '-d', '-s', session, '-x', '120', '-y', '40', '-c', folder, command)
    },
    pid: () => hub.pid,
    residentBytes: () => residentBytes(hub.pid),
    processorSeconds: () => processorSeconds(hub.pid),
    askProbe: async (message = {}) => {
      const answer = once(hub, 'message')
      hub.send(message)
      const [told] = (await answer) as [unknown]
      return told
    },
    crash: async () => {
      await end('SIGKILL')
      return timed(async () => {
        hub = await launch()
      })
    },
    stop: async () => {
      await end('SIGTERM')
      await tmux.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function untilHealthy(url: string, died: () => string | null): Promise<void> {
  const end = Date.now() + 15_000
  while (Date.now() < end) {
    const complaint = died()
    if (complaint !== null) throw new Error(`the hub did not start: ${complaint}`)
    const isUp = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    await pause(25)
  }
  throw new Error('the hub did not answer in time')
}
