import type { ServerResponse } from 'node:http'
import { detach } from '../guard/guard.js'

/** Queues that send answers in the order of their requests. */
export interface AnswerQueues {
  /**
   * Adds an answer to a queue. The returned function resolves once all earlier answers are sent, or after the timeout.
   */
  readonly enter: (queue: string, response: ServerResponse) => () => Promise<void>
}

/**
 * Milliseconds after which an answer is sent out of order, when an earlier one is blocked by its client or by its work.
 */
const MAX_WAIT_MS = 10_000

/** Empty queues are dropped. */
export function makeAnswerQueues(maxWaitMs = MAX_WAIT_MS): AnswerQueues {
  const tails = new Map<string, Promise<void>>()

  return {
    enter: (queue, response) => {
      const before = tails.get(queue)
      const sent = new Promise<void>((resolve) => {
        if (response.closed) resolve()
        else response.once('close', resolve)
      })
      const tail = before === undefined ? sent : Promise.all([before, sent]).then(() => undefined)
      tails.set(queue, tail)
      const leave = (): void => {
        if (tails.get(queue) === tail) tails.delete(queue)
      }
      detach('order of answers', tail.then(leave))
      return () => (before === undefined ? Promise.resolve() : within(maxWaitMs, before))
    },
  }
}

function within(ms: number, settling: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    timer.unref()
    const settled = settling.then(() => {
      clearTimeout(timer)
      resolve()
    })
    detach('order of answers', settled)
  })
}
