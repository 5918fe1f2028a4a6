import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { acquaint, agentBin, claudeEnvironment, type ClaudeCodeVersion } from './claude-code.js'
import { eventually } from './eventually.js'
import { freePort } from './free-port.js'
import { hubPlace, type HubPlace, type HubProcess } from './hub-process.js'
import { messagesApi } from './messages-api.js'

const execute = promisify(execFile)
const MAIN = fileURLToPath(new URL('../../program/main.cjs', import.meta.url))
/** Claude Code takes a second or two to start, and more when several do. */
const SCREEN_WITHIN_MS = 30_000
const SCREEN_EVERY_MS = 100
/** A busy machine takes seconds to draw an element, and more to take a key at it. */
const PRESS_WITHIN_MS = 90_000
const PRESS_EVERY_MS = 2_000

/** One Claude Code in a session of the hub. */
export interface Agent {
  readonly ask: (prompt: string) => Promise<void>
  /** Without Enter. */
  readonly type: (text: string) => Promise<void>
  /** A key as tmux calls it. */
  readonly press: (key: string) => Promise<void>
  /**
   * Presses a key until the check of the screen passes. A CLI loses keys that come as soon as it has drawn an element, so
   * the key is repeated every two seconds while it is due.
   */
  readonly pressUntil: (
    key: string,
    isDue: (screen: string) => boolean,
    check: (screen: string) => void,
  ) => Promise<void>
  readonly shows: (text: string | RegExp, withinMs?: number) => Promise<void>
  /** True when the file is in its folder. */
  readonly has: (file: string) => Promise<boolean>
}

/** A home with Claude Code in it, its service, and a port for the hub that stays the same. */
export interface AgentPlace extends HubPlace {
  readonly port: number
  readonly startHub: (environment?: Record<string, string>) => Promise<HubProcess>
  /** Runs a command of the `penates` program in this home. */
  readonly penates: (...args: ReadonlyArray<string>) => Promise<string>
  /** Starts Claude Code in a session `cc-<name>` and waits for its prompt. */
  readonly agent: (hub: HubProcess, name: string, flags?: string) => Promise<Agent>
  /** Runs Claude Code once, outside of tmux but as if in a session; what it printed. */
  readonly once: (folder: string, prompt: string) => Promise<string>
  readonly folder: (name: string) => string
  /** Current screens of all sessions, for a failed test. */
  readonly screens: () => Promise<string>
}

const FOLDERS = ['a', 'b', 'c', 'd', 'e', 'f']

export interface AgentPlaceOptions {
  /** In front of the hub's program: `unshare …`. */
  readonly before?: ReadonlyArray<string>
  /** Home of the agents where it is not that of the hub; exists. */
  readonly agentHome?: string
  readonly version?: ClaudeCodeVersion
  /** Script of the hub in place of the bundled program. */
  readonly hub?: string
}

/** Copies the program into a home. Another account may be unable to reach the folders above the original. */
async function copyOf(bin: string, home: string): Promise<string> {
  const target = join(home, 'claude-code')
  await cp(dirname(bin), target, { recursive: true, verbatimSymlinks: true })
  return join(target, '.bin')
}

export async function agentPlace({
  before = [],
  agentHome,
  version = 'measured',
  hub,
}: AgentPlaceOptions = {}): Promise<AgentPlace> {
  const [program, api, place, port] = await Promise.all([
    agentBin(version),
    messagesApi(),
    hubPlace(before, hub),
    freePort(),
  ])
  const home = agentHome ?? place.home
  const bin = agentHome === undefined ? program : await copyOf(program, agentHome)
  const folder = (name: string): string => join(home, 'work', name)
  await Promise.all(FOLDERS.map((name) => mkdir(folder(name), { recursive: true })))
  await acquaint(home, ...FOLDERS.map(folder))
  const environment = { ...claudeEnvironment(bin, api.url), PORT: String(port) }
  const own = { ...process.env, ...environment, HOME: place.home, PENATES_HOME: place.state }

  return {
    ...place,
    port,
    folder,
    screens: async () => {
      const names = (await place.tmux.run('list-sessions', '-F', '#{session_name}').catch(() => '')).split('\n')
      const shown = names
        .filter((name) => name !== '')
        .map(async (name) => `== ${name}\n${await place.tmux.run('capture-pane', '-p', '-t', `=${name}:`)}`)
      return (await Promise.all(shown)).join('')
    },
    startHub: (more = {}) => place.start({ ...environment, ...more }),
    penates: async (...args) =>
      (await execute(process.execPath, [MAIN, ...args], { cwd: place.home, env: own })).stdout,
    agent: async (hub, name, flags = '') => {
      const command = `claude ${flags}`.trim()
      // Of the first try of a test that is tried again.
      if ((await hub.call('DELETE', `/api/sessions/cc-${name}`)).status === 200) {
        await rm(folder(name), { recursive: true })
        await mkdir(folder(name))
      }
      const started = await hub.call('POST', '/api/sessions', { name, directory: folder(name), command })
      if (started.status !== 201) throw new Error(JSON.stringify(started.body))
      const target = await place.tmux.run('display-message', '-p', '-t', `=cc-${name}:`, '#{session_id}')
      const agent = agentOf(place, target.trim(), folder(name))
      await agent.shows(/for agents|bypass permissions on/)
      return agent
    },
    once: async (where, prompt) => {
      const child = spawn('claude', ['-p', prompt, '--permission-mode', 'bypassPermissions'], {
        cwd: where,
        env: { ...own, PENATES_SESSION: 'cc-once', PENATES_TOKEN: 'token-of-nobody' },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let printed = ''
      child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
      child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
      await once(child, 'close')
      return printed
    },
    close: async () => {
      await place.close()
      api.close()
    },
  }
}

/** Activity that the hub shows for a session; `undefined` without such a session. */
export async function activityOf(hub: HubProcess, session: string): Promise<string | undefined> {
  const { body } = await hub.call('GET', '/api/sessions')
  return (body as ReadonlyArray<{ name: string; activity: string }>).find(({ name }) => name === session)?.activity
}

const dense = (text: string): string => text.replace(/\s+/g, '')

/** `target` outlives a rename: tmux's own number of the session. */
export function agentOf({ tmux }: HubPlace, target: string, folder: string): Agent {
  const screen = () => tmux.run('capture-pane', '-p', '-t', `${target}:`)
  const press = async (...keys: string[]): Promise<void> => {
    await tmux.run('send-keys', '-t', `${target}:`, ...keys)
  }
  /** Occurrences of the text on the screen. The CLI wraps a long line anywhere. */
  const count = async (text: string): Promise<number> => dense(await screen()).split(dense(text)).length - 1
  const type = async (text: string): Promise<void> => {
    // An earlier prompt may have been the same.
    const before = await count(text)
    await press('-l', text)
    await eventually(async () => {
      if ((await count(text)) <= before) throw new Error('not typed yet')
    })
  }
  return {
    type,
    ask: async (prompt) => {
      // What comes in one go is taken for a paste, Enter included.
      await type(prompt)
      await press('Enter')
    },
    press,
    pressUntil: (key, isDue, check) => {
      let nextAt = 0
      return eventually(
        async () => {
          const shown = await screen()
          if (Date.now() >= nextAt && isDue(shown)) {
            await press(key)
            nextAt = Date.now() + PRESS_EVERY_MS
          }
          check(shown)
        },
        PRESS_WITHIN_MS,
        SCREEN_EVERY_MS,
      )
    },
    shows: (text, withinMs = SCREEN_WITHIN_MS) =>
      eventually(
        async () => {
          const shown = await screen()
          // The CLI wraps lines where the paths in them are long.
          const fits = typeof text === 'string' ? shown.replace(/\s+/g, ' ').includes(text) : text.test(shown)
          if (!fits) throw new Error(`${String(text)} is not on the screen:\n${shown.trim()}`)
        },
        withinMs,
        SCREEN_EVERY_MS,
      ),
    has: (file) =>
      readFile(join(folder, file)).then(
        () => true,
        () => false,
      ),
  }
}
