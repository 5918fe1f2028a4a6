import * as E from 'fp-ts/lib/Either.js'
import { firstAnswer } from '../../domain/agents/agent-program.js'
import { onStartQuestion } from '../../domain/attention/engine.js'
import { keyFor, type StartQuestion } from '../../domain/board/trust.js'
import type { Session } from '../../domain/sessions/session.js'
import { detach } from '../shared/detached.js'
import type { BoardSteps } from './ports.js'

/** Number of reads of a session's first screens, and the time between two of them. */
export interface TrustWatch {
  /** Time between two readings. */
  readonly everyMs: number
  /** Number of readings. */
  readonly attempts: number
}

/** Reads the first screens of a session in the background. */
export type AcceptTrust = (session: Pick<Session, 'id' | 'name'>) => void

/** The longest of the questions with its answers has 20. */
const LINES = 40
/** Milliseconds between two reads while a question is on the screen: a key was taken long before, or was lost. */
const ANSWER_EVERY_MS = 500
/** Reads after the first sight of a question: enough for both questions and three lost keys each. */
const ANSWER_READS = 20

/**
 * Answers the CLI's question whether it may work in the folder with yes: the person has answered it by starting it there.
 * A key is pressed only on a screen that was read as this question, and the next read shows whether it was taken. A
 * question that stays, or that only a person may answer, makes the session wait for a person. It all ends after the time
 * that a CLI takes to start: what an agent prints later is not read.
 */
export function makeAcceptTrust(
  deps: Pick<BoardSteps, 'agents' | 'host' | 'updateActivity' | 'clock' | 'trustWatch'>,
): AcceptTrust {
  const { agents, host, updateActivity, clock, trustWatch } = deps
  return ({ id, name }) => {
    const readLater = (progress: Progress): void => {
      const { everyMs } = trustWatch
      clock.after(progress.isAsked ? Math.min(ANSWER_EVERY_MS, everyMs) : everyMs, () =>
        detach('answer to the trust question', () => read(progress)),
      )
    }

    const read = async ({ reads, isAsked, before }: Progress): Promise<void> => {
      const screen = await host.screen(name, LINES)()
      if (E.isLeft(screen)) return
      const seen = firstAnswer(agents, ({ screens }) => screens?.startQuestion(screen.right) ?? null)
      const left = (seen !== null && !isAsked ? Math.max(reads, ANSWER_READS) : reads) - 1
      if (seen !== null && (left === 0 || (seen.about === 'bypass' && before?.about === 'bypass'))) {
        return updateActivity(id, (attention, at) => onStartQuestion(attention, at))()
      }
      const key = keyFor(before, seen)
      if (key !== null) await host.press(name, key)()
      // After a key the question has to be seen twice again: a screen that is not redrawn yet is not answered a second time.
      if (left > 0) readLater({ reads: left, isAsked: isAsked || seen !== null, before: key === null ? seen : null })
    }

    readLater({ reads: trustWatch.attempts, isAsked: false, before: null })
  }
}

interface Progress {
  /** Reads that are left. */
  readonly reads: number
  /** A question has been seen. */
  readonly isAsked: boolean
  /** Question on the screen at the previous read; `null` after a key was pressed. */
  readonly before: StartQuestion | null
}
