import type { Log } from '../../application/shared/log.port.js'
import { unavailable, type Unavailable } from '../../application/shared/errors.js'
import { noTracer, type Tracer } from '../../application/shared/tracer.port.js'
import { countFault, detach, stackOf } from '../../infrastructure/guard/guard.js'
import { timeLimits, type TimeLimits } from '../../infrastructure/guard/time-limits.js'
import { mapPorts, type Call, type ChangeMember } from './map-ports.js'
import type { AnyRule } from './port-rule.js'
import type { HubTools } from './tools.js'

type Task = () => Promise<unknown>

/** Guard of the calls of one set of tools. */
interface CallGuard {
  readonly limits: TimeLimits
  /** Logs and counts the failure of a member, and returns it as the error of the port. */
  readonly report: (port: string, member: string, detail: string, cause?: unknown) => Unavailable
  /** Logs an answer that came after its limit, or after the first one. */
  readonly reportLate: (port: string, member: string) => void
}

/**
 * The same tools, none of which throws, rejects or takes for ever: each call fails as its port fails, with a log line. Only what
 * a function that the caller passes throws is passed on, because it is a defect of the caller. Bytes and keys of terminals, and
 * content of files, do not pass through the guard.
 */
export function guardPorts(tools: HubTools): HubTools {
  const log = guardLog(tools.log)
  // The limits need a clock that does not fail; those of the clock itself are never started.
  const { clock } = mapPorts(tools, wrapMember(callGuard(log, timeLimits(tools.clock))))
  const guard = callGuard(log, timeLimits(clock))
  return { ...mapPorts(tools, wrapMember(guard)), clock, log, tracer: guardTracer(tools.tracer, guard) }
}

function callGuard(log: Log, limits: TimeLimits): CallGuard {
  return {
    limits,
    report: (port, member, detail, cause) => {
      countFault(`port ${port}`)
      log.warn('a call of a port failed', {
        port: `${port}.${member}`,
        detail,
        ...(cause === undefined ? {} : { error: stackOf(cause) }),
      })
      return unavailable(port, detail, cause)
    },
    reportLate: (port, member) =>
      log.warn('an answer that came too late or twice was dropped', { port: `${port}.${member}` }),
  }
}

/** A log that cannot be written to ends no request. */
function guardLog(log: Log): Log {
  const guarded =
    (level: keyof Log): Log[keyof Log] =>
    (message, fields) => {
      try {
        log[level](message, fields)
      } catch {
        countFault('port log')
      }
    }
  return { info: guarded('info'), warn: guarded('warn'), error: guarded('error') }
}

/** Work in a span runs once and answers by itself, also when the tracer fails. */
function guardTracer(tracer: Tracer, { report }: CallGuard): Tracer {
  if (tracer === noTracer) return tracer
  return {
    span: <A>(...[name, facts, work]: Parameters<typeof tracer.span<A>>) => {
      let working: Promise<A> | null = null
      const failed = (error: unknown): void => void report('tracer', 'span', 'failed', error)
      try {
        const run: typeof work = (end) =>
          (working ??= work((...ended) => {
            try {
              end(...ended)
            } catch (error) {
              failed(error)
            }
          }))
        tracer.span(name, facts, run).then(undefined, (error: unknown) => {
          working?.then(
            () => failed(error),
            () => undefined,
          )
        })
      } catch (error) {
        failed(error)
      }
      return (working ??= work(() => undefined))
    },
    close: () => tracer.close(),
  }
}

const isNever = (_error: unknown): boolean => false

const isEither = (answer: unknown): boolean => {
  const tag = (answer as { readonly _tag?: unknown } | null | undefined)?._tag
  return tag === 'Left' || tag === 'Right'
}

/** Arguments of one call, and a test for errors that a function among them has thrown. Those are the caller's. */
function watchFunctions(args: ReadonlyArray<unknown>): {
  readonly watched: ReadonlyArray<unknown>
  readonly isOfCaller: (error: unknown) => boolean
} {
  if (!args.some((arg) => typeof arg === 'function')) return { watched: args, isOfCaller: isNever }
  const thrown: unknown[] = []
  const watch =
    (run: Call): Call =>
    (...given) => {
      try {
        return run(...given)
      } catch (error) {
        thrown.push(error)
        throw error
      }
    }
  return {
    watched: args.map((arg) => (typeof arg === 'function' ? watch(arg as Call) : arg)),
    isOfCaller: (error) => thrown.includes(error),
  }
}

const wrapMember =
  (guard: CallGuard): ChangeMember =>
  (call, rule, { port, member }) => {
    const instead = rule.instead as (fault: Unavailable, ...args: ReadonlyArray<unknown>) => unknown
    const failed = (args: ReadonlyArray<unknown>, detail: string, cause?: unknown): unknown =>
      instead(guard.report(port, member, detail, cause), ...args)
    const isMalformed = (answer: unknown, args: ReadonlyArray<unknown>): boolean =>
      !isEither(answer) && isEither(instead(unavailable(port, member), ...args))

    const limited = (task: Task, args: ReadonlyArray<unknown>, isOfCaller = isNever): Promise<unknown> =>
      new Promise((resolve, rejectCall) => {
        let isOpen = true
        const settle = (how: () => void): void => {
          isOpen = false
          guard.limits.end(limit)
          how()
        }
        const close = (answer: unknown): void => settle(() => resolve(answer))
        const fail = (detail: string, cause?: unknown): void => close(failed(args, detail, cause))
        const reject = (error: Error): void => {
          if (!isOpen) guard.reportLate(port, member)
          else if (isOfCaller(error)) settle(() => rejectCall(error))
          else fail('failed', error)
        }
        const answered = (answer: unknown): void => {
          if (isOpen) {
            if (isMalformed(answer, args)) fail('answered with no Either')
            else close(answer)
            return
          }
          guard.reportLate(port, member)
          const { late } = rule
          if (late !== undefined) detach('late answer', async () => late(answer as never))
        }
        const limit = guard.limits.start(rule.limitMs, () => {
          if (isOpen) fail(`no answer within ${String(rule.limitMs)} ms`)
        })
        try {
          task().then(answered, reject)
        } catch (error) {
          reject(error as Error)
        }
      })

    const atOnce = (args: ReadonlyArray<unknown>): unknown => {
      try {
        return call(...args)
      } catch (error) {
        return failed(args, 'failed', error)
      }
    }
    const unsubscribing =
      (unsubscribe: Call): Call =>
      () => {
        try {
          unsubscribe()
        } catch (error) {
          guard.report(port, member, 'failed to unsubscribe', error)
        }
      }

    const forms: Readonly<Record<AnyRule['kind'], Call>> = {
      task: () => limited(call as Task, []),
      maker:
        (...args) =>
        () => {
          const { watched, isOfCaller } = watchFunctions(args)
          return limited(() => (call(...watched) as Task)(), args, isOfCaller)
        },
      call: (...args) => atOnce(args),
      watch: (...args) => unsubscribing(atOnce(args) as Call),
    }
    return forms[rule.kind]
  }
