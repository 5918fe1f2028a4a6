import { unavailable, type Unavailable } from '../../application/shared/errors.js'
import { mapPorts, type Call, type ChangeMember } from '../../composition/tools/map-ports.js'
import { allPorts, type Tools } from '../../composition/tools/tools.js'

/**
 * Fault of one call of a port: it fails with the error of the port, throws, rejects, never answers, answers late, acts
 * without an answer, or the hub dies before or after it has acted.
 */
export type FaultKind = 'left' | 'throw' | 'reject' | 'never' | 'slow' | 'lost' | 'crash-before' | 'crash-after'

/** Every kind of fault. */
export const FAULT_KINDS: ReadonlyArray<FaultKind> = [
  'left',
  'throw',
  'reject',
  'never',
  'slow',
  'lost',
  'crash-before',
  'crash-after',
]

/** Call of a port that has a fault. */
export interface FaultyCall {
  /** Name of the port in `Tools`. */
  readonly port: string
  /** Member of the port. */
  readonly member: string
  /** Fault of the call. */
  readonly fault: FaultKind
}

/** Decides about each call. */
export interface FaultPlan {
  /** Fault of the next call of this member; `null` for none. */
  readonly draw: (port: string, member: string) => FaultKind | null
  /** Called with each fault before it has an effect, and the time that it can take. */
  readonly note: (call: FaultyCall, limitMs: number) => void
}

/** Tools of one run of a hub, which end with it. */
export interface MortalTools {
  readonly tools: Tools
  /** From now on no port answers or acts, and nothing is reported: the hub was killed. */
  readonly kill: () => void
  readonly isDead: () => boolean
  /** Settles when it is dead. */
  readonly death: Promise<void>
}

type Task = () => Promise<unknown>

const never = (): Promise<never> => new Promise(() => undefined)
const DELAY_MS = 5_000

/** The same tools with faults by a plan. The clock and subscriptions have none: they drive the run. */
export function faultyTools(given: Tools, { draw, note }: FaultPlan): MortalTools {
  let isDead = false
  const cancels = new Set<() => void>()
  let die: () => void = () => undefined
  const death = new Promise<void>((resolve) => {
    die = resolve
  })
  const kill = (): void => {
    isDead = true
    die()
    for (const cancel of cancels) cancel()
    cancels.clear()
  }
  const { clock } = given
  const keep = (cancel: () => void): (() => void) => {
    cancels.add(cancel)
    return () => {
      cancels.delete(cancel)
      cancel()
    }
  }

  const run = async (fault: FaultKind | null, task: Task, left: () => unknown): Promise<unknown> => {
    switch (fault) {
      case 'left':
        return left()
      case 'throw':
      case 'reject':
        throw new Error(`a fault: ${fault}`)
      case 'never':
        return never()
      case 'slow':
        await new Promise<void>((resolve) => keep(clock.after(DELAY_MS, resolve)))
        return isDead ? never() : task()
      case 'lost':
        await task()
        return never()
      case 'crash-before':
        kill()
        return never()
      case 'crash-after':
        await task()
        kill()
        return never()
      case null:
        return task()
    }
  }

  const change: ChangeMember = (call, rule, { port, member }) => {
    const fault = (kinds: ReadonlyArray<FaultKind>): FaultKind | null => {
      const drawn = draw(port, member)
      if (drawn === null || !kinds.includes(drawn)) return null
      note({ port, member, fault: drawn }, drawn === 'slow' ? DELAY_MS : rule.limitMs)
      return drawn
    }
    const instead = rule.instead as (fault: Unavailable, ...args: ReadonlyArray<unknown>) => unknown
    const begin = (task: Task, args: ReadonlyArray<unknown>): Promise<unknown> => {
      if (isDead) return never()
      const drawn = fault(FAULT_KINDS)
      if (drawn === 'throw') throw new Error('a fault: throw')
      const answer = run(drawn, task, () => instead(unavailable(port, 'a fault: left'), ...args))
      return answer.then((value) => (isDead ? never() : value))
    }
    if (port === 'clock') return call
    switch (rule.kind) {
      case 'task':
        return () => begin(call as Task, [])
      case 'maker':
        return (...args) =>
          () =>
            begin(() => (call(...args) as Task)(), args)
      case 'call':
        return (...args) => {
          if (!isDead && fault(['throw']) !== null) throw new Error('a fault: throw')
          return call(...args)
        }
      case 'watch':
        return (...args) => keep(call(...args.map(whileAlive)) as () => void)
    }
  }
  /** A listener, also one in a record, that hears nothing once the hub is dead. */
  const whileAlive = (arg: unknown): unknown => {
    if (typeof arg === 'function')
      return (...args: ReadonlyArray<unknown>) => (isDead ? undefined : (arg as Call)(...args))
    if (typeof arg !== 'object' || arg === null) return arg
    return Object.fromEntries(Object.entries(arg).map(([name, value]) => [name, whileAlive(value)]))
  }

  const tools = mapPorts(allPorts(given), change)
  return {
    tools: {
      ...tools,
      clock: {
        now: clock.now,
        monotonic: clock.monotonic,
        timeZone: clock.timeZone,
        after: (delayMs, task) => (isDead ? () => undefined : keep(clock.after(delayMs, task))),
        every: (everyMs, task) => (isDead ? () => undefined : keep(clock.every(everyMs, task))),
      },
    },
    kill,
    isDead: () => isDead,
    death,
  }
}
