import * as E from 'fp-ts/lib/Either.js'
import { addPrompt, promptsOf } from '../../domain/prompts/prompt-queues.js'
import { isPromptOf, type RunOutcome, type Schedule } from '../../domain/prompts/schedule.js'
import type { PromptsSteps } from './ports.js'

/**
 * Queues the prompt of a run under an id; an id that is queued already counts as queued. Held while the prompt of another run waits.
 * `null` when the disk does not store it.
 */
export type QueueScheduled = (schedule: Schedule, prompt: string) => Promise<RunOutcome | null>

export const makeQueueScheduled =
  ({ changeQueue, clock }: Pick<PromptsSteps, 'changeQueue' | 'clock'>): QueueScheduled =>
  async (schedule, id) => {
    const { session, text } = schedule
    const at = clock.now()
    const queued = await changeQueue(session, (queues) => {
      const own = promptsOf(queues, session)
      const isHeld = own.some(
        (prompt) => prompt.state !== 'sent' && prompt.id !== id && isPromptOf(schedule, prompt.id),
      )
      if (isHeld || own.some((prompt) => prompt.id === id)) return E.right(queues)
      const times = { createdAt: at, changedAt: at }
      return addPrompt(queues, { id, session, text, state: 'waiting', fault: null, ...times })
    })()
    if (E.isLeft(queued)) return queued.left._tag === 'Unavailable' ? null : 'refused'
    return queued.right.some((prompt) => prompt.id === id) ? 'queued' : 'held'
  }
