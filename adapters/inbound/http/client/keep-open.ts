import { guarded } from '../../../../infrastructure/guard/guard.js'
import { FORBIDDEN, UNAUTHORIZED } from '../../../../infrastructure/ws/close-codes.js'
import { delayMs, type BackOff } from './back-off.js'

/** End of a socket that is not opened again. */
export type StreamEnd =
  | { readonly _tag: 'Closed'; readonly code: number }
  /** The upgrade was answered with an HTTP status. Browsers do not tell it: there the end is `Unreachable`. */
  | { readonly _tag: 'Refused'; readonly status: number }
  | { readonly _tag: 'Unreachable'; readonly detail: string }
  /** The signal of the caller ended it. */
  | { readonly _tag: 'Stopped' }

/** One connection, from its opening to its end. */
export interface Connection {
  readonly end: StreamEnd
  /** True when the hub has sent something: one that refuses completes the handshake, too. */
  readonly isProven: boolean
}

/** Times between connections. */
export interface Persistence {
  readonly backOff: BackOff
  /**
   * Milliseconds without a connection after which the hub counts as gone; a first connection that fails is not tried
   * again. `null` tries for ever.
   */
  readonly giveUpAfterMs: number | null
}

/** Socket that is opened again after a loss. */
export interface Reopened extends Persistence {
  /** Opens the socket and resolves at its end. */
  readonly connect: () => Promise<Connection>
  /** The connection was lost; the next one is tried. */
  readonly lost: () => void
  /** Close codes that end the stream, beside those of a refused token. */
  readonly final: ReadonlyArray<number>
  readonly signal: AbortSignal
  /** Calls its argument when the network is back, which ends a pause. Returns an unsubscribe function. */
  readonly onWake?: (wake: () => void) => () => void
}

/** Keeps a socket open until its end, with growing pauses between connections. */
export async function keepOpen(reopened: Reopened): Promise<StreamEnd> {
  const { connect, lost, final, signal, backOff, giveUpAfterMs } = reopened
  let provenAt: number | null = null
  let attempt = 0
  const isGone = (): boolean => giveUpAfterMs !== null && (provenAt === null || Date.now() - provenAt > giveUpAfterMs)
  const isStopped = (): boolean => signal.aborted
  while (!isStopped()) {
    const { end, isProven } = await connect()
    if (isStopped()) break
    if (isProven) [provenAt, attempt] = [Date.now(), 0]
    if (isFinal(end, final) || isGone()) return end
    lost()
    await pause(delayMs(backOff, attempt, Math.random()), reopened)
    attempt += 1
  }
  return { _tag: 'Stopped' }
}

const isFinal = (end: StreamEnd, final: ReadonlyArray<number>): boolean =>
  end._tag === 'Closed' && [...final, UNAUTHORIZED, FORBIDDEN].includes(end.code)

/** Resolves after the time, when the network is back, or when the signal is aborted. */
function pause(ms: number, { signal, onWake }: Pick<Reopened, 'signal' | 'onWake'>): Promise<void> {
  return new Promise((resolve) => {
    const end = guarded('pause before a connection', () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      unsubscribe()
      resolve()
    })
    const timer = setTimeout(end, ms)
    const unsubscribe = onWake?.(end) ?? ((): void => undefined)
    signal.addEventListener('abort', end)
  })
}
