import { PassThrough } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ProgramDeps } from '../../adapters/inbound/cli/context.js'
import type { Profiles } from '../../adapters/inbound/cli/hub/profiles.js'
import type { HookCli, Installation } from '../../adapters/inbound/cli/installation.js'
import { runProgram } from '../../adapters/inbound/cli/program.js'
import { memoryAgentSettings } from '../../adapters/outbound/memory/agent-settings.memory.js'
import { memoryOwnPrices } from '../../adapters/outbound/memory/stores.memory.js'
import { memoryServiceManager } from '../../adapters/outbound/memory/service-manager.memory.js'
import { memoryStateArchive } from '../../adapters/outbound/memory/state-archive.memory.js'
import type { AgentSettings } from '../../application/hooks/agent-settings.port.js'
import type { Finding } from '../../application/doctor/prerequisite.port.js'
import { HOOK_CLIS } from '../../adapters/outbound/agents/agents.js'
import { readConfig, type Config } from '../../composition/config/environment.js'
import { VARIABLES } from '../../composition/config/variables.js'
import { manageHooksOfClaude } from './manage-hooks.js'

/** Hooks of Claude Code in these settings. */
export const hooksOfClaude = (settings: AgentSettings): HookCli => ({
  id: 'claude',
  name: 'Claude Code',
  manage: (hubUrl) => manageHooksOfClaude({ settings, hubUrl }),
})

/** Result of one call of the program. */
export interface CliRun {
  readonly code: number
  readonly out: string
  readonly err: string
}

export const WELL: Finding = { name: 'git', state: 'ok', detail: '2.47', mend: null }

/** Surroundings of a call; what is left out is a fake. */
export interface CliWorld
  extends Partial<Omit<ProgramDeps, 'open' | 'environment' | 'profiles' | 'files'>>, Partial<Installation> {
  readonly environment?: Readonly<Record<string, string>>
  /** Stored profiles; changed by commands. */
  readonly stored?: { profiles: Profiles }
  /** Texts by path; `-` is the standard input. */
  readonly texts?: Readonly<Record<string, string>>
}

/** Dependencies of the program, with fakes for what is left out. */
export function cliDeps(world: CliWorld = {}): ProgramDeps {
  const { environment = {}, stored = { profiles: { current: null, profiles: {} } }, texts = {}, ...deps } = world
  const installation = ({ host, port, token }: Config): Installation => ({
    host,
    port,
    token,
    startHub: () => TE.right({ url: 'http://127.0.0.1:3333', token: 'abc', stop: () => Promise.resolve() }),
    storedToken: () => ({ show: TE.right('stored'), rotate: TE.right('rotated') }),
    examine: () => () => Promise.resolve({ findings: [WELL], isFit: true }),
    hooks: () => [hooksOfClaude(memoryAgentSettings())],
    approvalsLog: () => ({ check: TE.right({ records: 3, fault: null }) }),
    service: () => ({
      manager: memoryServiceManager(),
      spec: { argv: ['/node', '/penates', 'serve'], directory: '/home/dev', environment: {} },
      leftOut: [],
      log: () => Promise.resolve(['{"message":"it runs"}']),
    }),
    ownPrices: () => memoryOwnPrices(),
    usedModels: () => Promise.resolve(null),
    stateArchive: () => memoryStateArchive(),
    runningUrl: () => Promise.resolve(null),
    ...deps,
  })
  return {
    out: () => undefined,
    err: () => undefined,
    version: '1.2.3',
    hookClis: HOOK_CLIS,
    variables: Object.values(VARIABLES),
    open: () => Promise.resolve(E.map(installation)(readConfig(environment, '/home/dev', 'linux'))),
    stopAsked: () => Promise.resolve(),
    streams: { input: new PassThrough(), output: new PassThrough() },
    isOutTerminal: true,
    environment,
    profiles: {
      read: () => Promise.resolve(E.right(stored.profiles)),
      write: (profiles) => {
        stored.profiles = profiles
        return Promise.resolve(E.right(undefined))
      },
    },
    files: { read: (path) => Promise.resolve(E.fromNullable(`${path} is not there`)(texts[path])) },
    terminal: {
      size: () => null,
      open: () => {
        throw new Error('no terminal')
      },
    },
    startAgent: () => {
      throw new Error('no agent')
    },
    readerGone: new AbortController().signal,
    now: Date.now,
    browse: () => Promise.resolve(true),
    ...deps,
  }
}

/** Runs the program on fakes. Words of a line are separated by spaces. */
export async function runCli(line: string | ReadonlyArray<string>, world: CliWorld = {}): Promise<CliRun> {
  let [out, err] = ['', '']
  const code = await runProgram(typeof line === 'string' ? wordsOf(line) : line, {
    ...cliDeps({
      out: (text) => void (out += typeof text === 'string' ? text : new TextDecoder().decode(text)),
      err: (text) => void (err += text),
      ...world,
    }),
  })
  return { code, out, err }
}

const wordsOf = (line: string): ReadonlyArray<string> => (line === '' ? [] : line.split(' '))
