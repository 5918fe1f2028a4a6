import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { BackgroundAgents } from '../../../../application/background-agents/background-agents.port.js'
import type { Clock } from '../../../../application/shared/clock.port.js'
import { NOT_STARTED, type CommandRunner } from '../../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../../application/shared/errors.js'
import {
  backgroundState,
  parseBackgroundAgentId,
  type BackgroundAgent,
  type BackgroundAgentId,
  type BackgroundAgentsFound,
} from '../../../../domain/background-agents/background-agent.js'
import { backgroundAgentNotFound, backgroundAgentRemains } from '../../../../domain/background-agents/errors.js'
import { parseJson } from '../../../../infrastructure/codec/parse-json.js'
import { errorCode, errorText } from '../../../../infrastructure/files/disk.js'
import {
  runningProcesses,
  withDescendants,
  type RunningProcess,
} from '../../../../infrastructure/process/process-table.js'
import { pause } from '../../../../application/shared/pause.js'

export interface BackgroundAgentsOptions {
  readonly runner: CommandRunner
  readonly clock: Clock
  /** Folder of Claude Code's settings; absolute. */
  readonly folder: string
}

/** Name of the port in faults. */
const PORT = 'background agents'
/** A start of the program takes half a second, several on a busy machine. */
const LIST_MS = 15_000
const STOP_MS = 20_000
/** An agent takes some 300 bytes. */
const MAX_OUTPUT_BYTES = 1024 * 1024
const MAX_AGENTS = 200
const MAX_TEXT = 200
/** Time from the answer of `claude stop` until the last process has to have ended. */
const END_WITHIN_MS = 10_000
const LOOK_EVERY_MS = 50

/** Argument of the process that holds the terminal of one agent; 2.1.197 and 2.1.332. */
const TERMINAL_PROCESS = '--bg-pty-host'

/** Entry of `claude agents --json`. Entries of other kinds are agents in their own terminals. */
const Entry = t.intersection([
  t.type({ kind: t.literal('background'), id: t.string }),
  t.partial({
    pid: t.unknown,
    cwd: t.unknown,
    name: t.unknown,
    status: t.unknown,
    state: t.unknown,
    waitingFor: t.unknown,
    startedAt: t.unknown,
  }),
])
const OtherEntry = t.type({ kind: t.literal('interactive') })
/** A session in the background that the agent list does not manage: it has no id. */
const isUnmanaged = (entry: unknown): boolean => t.type({ kind: t.literal('background') }).is(entry) && !('id' in entry)

/** Sessions of `claude --bg`, which its supervisor runs; by `claude agents` and `claude stop` of the user of sessions. */
export function processBackgroundAgents({ runner, clock, folder }: BackgroundAgentsOptions): BackgroundAgents {
  /** The program makes this folder with its first agent. False spares the start of the program. */
  const hasJobs = (): Promise<boolean> =>
    readdir(join(folder, 'jobs')).then(
      (entries) => entries.length > 0,
      (thrown: unknown) => errorCode(thrown) !== 'ENOENT',
    )

  const list = async (): Promise<E.Either<Unavailable, BackgroundAgentsFound>> => {
    if (!(await hasJobs())) return E.right(NONE)
    const options = { timeoutMs: LIST_MS, outputLimitBytes: MAX_OUTPUT_BYTES }
    const ran = await runner.run(['claude', 'agents', '--json'], options)()
    if (E.isLeft(ran)) return ran.left.detail === NOT_STARTED ? E.right(NONE) : E.left(ran.left)
    const entries = ran.right.exitCode === 0 ? parseJson(ran.right.stdout) : null
    return Array.isArray(entries) ? E.right(found(entries)) : E.left(unavailable(PORT, 'claude agents gave no list'))
  }

  /** Pids of these processes that are left at the end of their time. */
  const waitForEnd = async (family: ReadonlyArray<RunningProcess>): Promise<ReadonlyArray<number>> => {
    const since = clock.monotonic()
    for (;;) {
      const left = stillRunning(family, await runningProcesses())
      if (left.length === 0 || clock.monotonic() - since >= END_WITHIN_MS) return left
      await pause(clock, LOOK_EVERY_MS)
    }
  }

  const stop = async (id: BackgroundAgentId) => {
    const listed = await list()
    if (E.isLeft(listed)) return listed
    const agent = listed.right.agents.find((one) => one.id === id)
    if (agent === undefined) return E.left(backgroundAgentNotFound(id))
    const family = agent.pid === null ? [] : familyOf(agent.pid, await runningProcesses())
    const ran = await runner.run(['claude', 'stop', id], { timeoutMs: STOP_MS, outputLimitBytes: MAX_OUTPUT_BYTES })()
    if (E.isLeft(ran)) return ran
    const left = await waitForEnd(family)
    if (left.length > 0) return E.left(backgroundAgentRemains(id, left))
    // With no process left the agent has ended, also when it did so by itself before the program came to it.
    if (ran.right.exitCode === 0 || family.length > 0) return E.right(undefined)
    return E.left(unavailable(PORT, 'claude stop failed'))
  }

  return {
    list,
    stop: (id) => () => stop(id).catch((thrown: unknown) => E.left(unavailable(PORT, errorText(thrown), thrown))),
  }
}

const NONE: BackgroundAgentsFound = { agents: [], skipped: 0 }

function found(entries: ReadonlyArray<unknown>): BackgroundAgentsFound {
  const own = entries.filter((entry) => !OtherEntry.is(entry) && !isUnmanaged(entry))
  const agents = own.slice(0, MAX_AGENTS).flatMap(agentIn)
  return { agents, skipped: own.length - agents.length }
}

function agentIn(entry: unknown): ReadonlyArray<BackgroundAgent> {
  if (!Entry.is(entry)) return []
  const id = parseBackgroundAgentId(entry.id)
  if (E.isLeft(id)) return []
  const state = backgroundState(textOf(entry.status), textOf(entry.state))
  const folder = typeof entry.cwd === 'string' && entry.cwd.startsWith('/') ? entry.cwd : null
  return [
    {
      id: id.right,
      name: textOf(entry.name),
      folder,
      state,
      waitingFor: state === 'waiting' ? textOf(entry.waitingFor) : null,
      startedAt: positive(entry.startedAt),
      pid: positive(entry.pid),
      attachCommand: `claude attach ${id.right}`,
    },
  ]
}

/** Text on one line; `null` for an empty one and for other values. */
function textOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const line = value.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()
  return line === '' ? null : line.slice(0, MAX_TEXT)
}

const positive = (value: unknown): number | null =>
  Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : null

/** Process of an agent, the process of its terminal, and all that descend from them. */
function familyOf(pid: number, processes: ReadonlyMap<number, RunningProcess>): ReadonlyArray<RunningProcess> {
  const parent = processes.get(processes.get(pid)?.parent ?? 0)
  const isTerminal = parent?.args.split(' ').includes(TERMINAL_PROCESS) ?? false
  return withDescendants(processes, isTerminal && parent !== undefined ? parent.pid : pid)
}

const stillRunning = (
  family: ReadonlyArray<RunningProcess>,
  processes: ReadonlyMap<number, RunningProcess>,
): ReadonlyArray<number> =>
  family
    .filter(({ pid, startedAt }) => processes.get(pid)?.startedAt === startedAt)
    .map(({ pid }) => pid)
    .sort((one, other) => one - other)
