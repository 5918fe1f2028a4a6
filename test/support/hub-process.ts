import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'
import { OPERATOR_TOKEN_FILE } from '../../adapters/outbound/token-file/operator-token.file.js'
import { eventually } from './eventually.js'
import { privateTmux, type PrivateTmux } from './private-tmux.js'

const MAIN = fileURLToPath(new URL('../../program/main.cjs', import.meta.url))
const STARTED = /is running:\s+(http:\/\/[\d.:]+)\/\n/
/** A cold start on a busy machine of two cores takes a second or two. */
const START_WITHIN_MS = 20_000

/** The real program, running. */
export interface HubProcess {
  readonly url: string
  readonly token: string
  readonly process: ChildProcess
  /** Everything that it wrote so far. */
  readonly output: () => string
  /** Sends a signal and waits for the end; the exit code, or `null` when the signal ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  readonly socket: (path: string) => WebSocket
}

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

/** Exit code of a program and what it wrote. */
export interface Ended {
  readonly code: number | null
  readonly output: string
}

/** A state folder, a home and a tmux server of a test's own; hubs are started on it one after another. */
export interface HubPlace {
  readonly tmux: PrivateTmux
  readonly home: string
  readonly state: string
  readonly start: (environment?: Record<string, string>) => Promise<HubProcess>
  /** Starts a hub that is expected to give up. */
  readonly fail: (environment?: Record<string, string>) => Promise<Ended>
  /** Runs another command of the program: `token`, `rotate`. */
  readonly run: (...words: string[]) => Promise<Ended>
  /** The same with more in its environment. */
  readonly runWith: (environment: Readonly<Record<string, string>>, ...words: ReadonlyArray<string>) => Promise<Ended>
  /** Runs another copy of the program, which is expected to give up. */
  readonly runProgram: (main: string) => Promise<Ended>
  /** Ends all running processes and removes their files. */
  readonly close: () => Promise<void>
}

/** `before` stands in front of the program, such as `unshare …`. `hub` is the script of the hub, the bundled program as a rule. */
export async function hubPlace(before: ReadonlyArray<string> = [], hub = MAIN): Promise<HubPlace> {
  const home = await mkdtemp(join(tmpdir(), 'penates-e2e-'))
  const state = join(home, 'state')
  const tmux = privateTmux()
  const running = new Set<ChildProcess>()

  function launch(words: ReadonlyArray<string>, environment: Record<string, string> = {}, main = hub): Launched {
    const { TMUX: _, TMUX_PANE: __, ...inherited } = process.env
    const [program = process.execPath, ...argv] = [...before, process.execPath, main, ...words]
    const child = spawn(program, argv, {
      cwd: home,
      env: {
        ...inherited,
        HOME: home,
        PENATES_HOME: state,
        PENATES_TMUX_SOCKET: tmux.socket,
        PORT: '0',
        TMUX_STATUS: 'on', // its text shows that a terminal is drawn
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    running.add(child)
    child.once('exit', () => running.delete(child))
    let written = ''
    const keep = (chunk: Buffer): void => void (written += chunk.toString())
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    return { child, output: () => written }
  }

  return {
    tmux,
    home,
    state,
    start: async (environment = {}) => {
      const { child, output } = launch(['serve'], environment)
      const url = await started(child, output)
      // Stdout is a pipe, so the link is not printed.
      const token = environment['AUTH_TOKEN'] ?? (await readFile(join(state, OPERATOR_TOKEN_FILE), 'utf8')).trim()
      return hubProcess(child, output, url, token)
    },
    fail: (environment = {}) => ended(launch(['serve'], environment)),
    run: (...words) => ended(launch(words)),
    runProgram: (main) => ended(launch([], {}, main)),
    runWith: (environment, ...words) => ended(launch(words, environment)),
    close: async () => {
      await Promise.all([...running].map((child) => endProcess(child, 'SIGKILL')))
      await tmux.stop()
      // Shells that end now may still write their history.
      await eventually(() => rm(home, { recursive: true, force: true }))
    },
  }
}

interface Launched {
  readonly child: ChildProcess
  readonly output: () => string
}

async function ended({ child, output }: Launched): Promise<Ended> {
  await once(child, 'close')
  return { code: child.exitCode, output: output() }
}

async function started(child: ChildProcess, output: () => string): Promise<string> {
  const deadline = AbortSignal.timeout(START_WITHIN_MS)
  for (;;) {
    const match = STARTED.exec(output())
    if (match) return match[1] ?? ''
    if (child.exitCode !== null || deadline.aborted) throw new Error(`the hub did not start:\n${output()}`)
    const events = [child.stdout, child.stderr].map((stream) => stream && once(stream, 'data', { signal: deadline }))
    await Promise.race([...events, once(child, 'exit')]).catch(() => undefined)
  }
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }
  return child.exitCode
}

function hubProcess(child: ChildProcess, output: () => string, url: string, token: string): HubProcess {
  return {
    url,
    token,
    process: child,
    output,
    end: (signal) => endProcess(child, signal),
    call: async (method, path, body, headers = {}) => {
      const response = await fetch(url + path, {
        method,
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers }
    },
    socket: (path) => new WebSocket(url.replace('http', 'ws') + path, [`bearer.${token}`]),
  }
}
