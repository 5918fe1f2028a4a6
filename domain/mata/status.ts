import * as E from 'fp-ts/lib/Either.js'
import { invalidSimulatorAction, type InvalidSimulatorAction } from './errors.js'
/** Loopback port of the viewer. */
export const VIEWER_PORT = 3070

/** Status reported by the viewer. */
export interface SimulatorRun {
  /** True while the simulator runs. */
  readonly running: boolean
  /** Process id; `null` while none runs. */
  readonly pid: number | null
  /** Version of the program; `null` when it is not installed. */
  readonly version: string | null
  /** Text as the viewer writes it. */
  readonly startedAt: string | null
}

export const NOT_RUNNING: SimulatorRun = { running: false, pid: null, version: null, startedAt: null }

/**
 * Reads the output of `mata status`: JSON, lines of `key: value`, or a sentence. A negation takes precedence, because
 * "not running" contains `running`.
 */
export function readSimulatorRun(printed: string): SimulatorRun {
  const json = objectIn(printed)
  const fields = json ?? linesOf(printed)
  const state =
    textOf(fields, 'running') ?? textOf(fields, 'status') ?? textOf(fields, 'state') ?? (json ? '' : printed)
  if (!isRunning(state)) return NOT_RUNNING
  const pid = Number(textOf(fields, 'pid') ?? /\bpid[\s:=]+(\d+)/i.exec(printed)?.[1])
  return {
    running: true,
    pid: Number.isSafeInteger(pid) && pid > 0 ? pid : null,
    version: textOf(fields, 'version') ?? /\bv?(\d+\.\d+(?:\.\d+)?)\b/.exec(json ? '' : printed)?.[1] ?? null,
    startedAt: textOf(fields, 'startedat') ?? textOf(fields, 'started_at') ?? textOf(fields, 'started') ?? null,
  }
}

const isRunning = (state: string): boolean =>
  !/\b(not|isn't|no longer)\s+running\b|\bstopped\b|\binactive\b/i.test(state) &&
  /\brunning\b|^\s*(true|yes|1)\s*$|\bactive\b/i.test(state)

type StatusFields = Readonly<Record<string, unknown>>

function objectIn(printed: string): StatusFields | null {
  try {
    const value: unknown = JSON.parse(printed)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return Object.fromEntries(Object.entries(value).map(([key, held]) => [key.toLowerCase(), held as unknown]))
  } catch {
    return null
  }
}

function linesOf(printed: string): StatusFields {
  const pairs = printed
    .split('\n')
    .map((line) => /^\s*([\w ]+?)\s*[:=]\s*(.+?)\s*$/.exec(line))
    .filter((match) => match !== null)
    .map(([, key = '', value = '']): [string, string] => [key.toLowerCase().replaceAll(' ', '_'), value])
  return Object.fromEntries(pairs)
}

function textOf(fields: StatusFields, key: string): string | null {
  const value = Object.hasOwn(fields, key) ? fields[key] : null
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

/** Action of the viewer that a client can request. */
export type SimulatorAction = 'start' | 'stop' | 'restart'

const ACTIONS: ReadonlyArray<unknown> = ['start', 'stop', 'restart'] satisfies ReadonlyArray<SimulatorAction>

export const parseSimulatorAction = (raw: unknown): E.Either<InvalidSimulatorAction, SimulatorAction> =>
  ACTIONS.includes(raw) ? E.right(raw as SimulatorAction) : E.left(invalidSimulatorAction)
