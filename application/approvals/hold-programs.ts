import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Clock } from '../shared/clock.port.js'

/** Time for a program to start on a busy machine. */
const STARTS_WITHIN_MS = 5_000
/** A program may ask before the other hook of its call. */
const REMEMBERED_MS = 60_000

/** Programs that hold calls beside another hook of the same call, which the agent sends to both at once. */
export interface HoldPrograms {
  /** The program of this call has asked. */
  readonly asked: (session: SessionId, toolUseId: string) => void
  /** True once the program of this call has asked; false when none does within five seconds. */
  readonly comes: (session: SessionId, toolUseId: string) => Promise<boolean>
}

export function makeHoldPrograms(clock: Pick<Clock, 'after'>): HoldPrograms {
  const asked = new Set<string>()
  const waiting = new Map<string, (comes: boolean) => void>()
  const keyOf = (session: SessionId, toolUseId: string): string => `${session} ${toolUseId}`
  return {
    asked: (session, toolUseId) => {
      const key = keyOf(session, toolUseId)
      waiting.get(key)?.(true)
      asked.add(key)
      clock.after(REMEMBERED_MS, () => asked.delete(key))
    },
    comes: (session, toolUseId) => {
      const key = keyOf(session, toolUseId)
      if (asked.has(key)) return Promise.resolve(true)
      return new Promise((resolve) => {
        const settle = (comes: boolean): void => {
          cancel()
          waiting.delete(key)
          resolve(comes)
        }
        const cancel = clock.after(STARTS_WITHIN_MS, () => settle(false))
        waiting.set(key, settle)
      })
    },
  }
}
