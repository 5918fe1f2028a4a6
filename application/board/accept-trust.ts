import * as E from 'fp-ts/lib/Either.js'
import { isTrustQuestion } from '../../domain/board/trust.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { Clock } from '../shared/clock.port.js'

/** How long the first screens of a session are looked after: so often, at this distance. */
export interface TrustWatch {
  readonly everyMs: number
  readonly attempts: number
}

/** Looks after the first screens of a session in the background. */
export type AcceptTrust = (session: string) => void
export interface AcceptTrustDeps {
  readonly host: SessionHost
  readonly clock: Clock
  readonly trustWatch: TrustWatch
}

/** The question with its answers is no longer. */
const LINES = 40

/**
 * Answers the CLI's question whether it may work in the folder, which the person has answered by starting it there. Once,
 * and only as long as a CLI takes to start: what an agent prints later is none of our business.
 */
export function makeAcceptTrust({ host, clock, trustWatch }: AcceptTrustDeps): AcceptTrust {
  return (session) => {
    const look = (left: number): void => {
      clock.after(trustWatch.everyMs, () => {
        void answer(left)
      })
    }
    const answer = async (left: number): Promise<void> => {
      const screen = await host.screen(session, LINES)()
      if (E.isLeft(screen)) return
      if (isTrustQuestion(screen.right)) await host.pressEnter(session)()
      else if (left > 1) look(left - 1)
    }
    look(trustWatch.attempts)
  }
}
