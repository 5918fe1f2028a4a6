import type * as T from 'fp-ts/lib/Task.js'
import type { SessionRecord } from '../../domain/sessions/session-record.js'
import type { SessionsSteps } from './ports.js'

/** Never fails. What the host could not be asked for stays planned for the next start of the hub. */
export type ReviveAll = (plan: ReadonlyArray<SessionRecord>, continueConversation: boolean) => T.Task<void>

/** Waits before a session is tried again while the host cannot be asked, as after another crash. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 16_000]

/** Starts sessions again after their host died, one after another in the order of the plan. */
export function makeReviveAll({ reviveSession, clock }: Pick<SessionsSteps, 'reviveSession' | 'clock'>): ReviveAll {
  const pause = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve))

  return (plan, continueConversation) => async () => {
    for (const entry of plan) {
      const revive = reviveSession(entry, continueConversation)
      let outcome = await revive()
      for (const ms of RETRY_MS) {
        if (outcome !== 'host-unavailable') break
        await pause(ms)
        outcome = await revive()
      }
    }
  }
}
