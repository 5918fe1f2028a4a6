import * as E from 'fp-ts/lib/Either.js'
import type { QueuedPrompt } from '../../domain/prompts/prompt.js'
import {
  confirmPrompt,
  nextPrompt,
  recoverQueues,
  settleSending,
  withoutSession,
  type PromptQueues,
} from '../../domain/prompts/prompt-queues.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import { eventJob, type Job } from '../shared/job.js'
import { isAtPrompt } from './deliver-prompt.js'
import type { PromptsPorts, PromptsSteps } from './ports.js'

/** An agent at its prompt reports the next one within a second; a busy machine takes longer. */
const CONFIRMED_WITHIN_MS = 10_000
/** Time after which a change is tried again that could not be stored. */
const RETRY_MS = 1_000
/** Time between two removals of queues whose sessions are neither live nor recorded. */
const PRUNE_EVERY_MS = 10 * 60_000

/**
 * Sends the next prompt of each queue when its agent has ended its turn or shows its prompt, confirms it by the transcript, and gives
 * up on the confirmation of what was typed. Without queued prompts an event reads memory only.
 */
export function makeFollowQueues(
  deps: Pick<PromptsPorts, 'store' | 'host' | 'record' | 'directory' | 'feed' | 'clock'> &
    Pick<PromptsSteps, 'changeQueue' | 'deliverPrompt' | 'findInTranscript' | 'followConversation' | 'observeAgents'>,
): Job {
  const { store, changeQueue, deliverPrompt, findInTranscript, followConversation, observeAgents, host } = deps
  const { record, directory, feed, clock } = deps
  let prunedAt: Instant = clock.now()

  /** Unsubscribe functions of the conversations in which a prompt on its way is looked for. */
  const followed = new Map<SessionId, () => void>()

  const settle = async (prompt: QueuedPrompt): Promise<void> => {
    const { id, session, text, changedAt } = prompt
    const { activity, since } = observeAgents.of(session)
    // An agent that works or waits for a person takes the prompt after that.
    if (activity === 'working' || activity === 'waiting') return
    if (await findInTranscript(prompt)()) {
      await changeQueue(session, (queues) => E.right(confirmPrompt(queues, session, text, clock.now())))()
      return
    }
    if (clock.now() - Math.max(changedAt, since ?? 0) < CONFIRMED_WITHIN_MS) return
    await changeQueue(session, (queues) => E.right(settleSending(queues, id, 'unknown', 'unconfirmed', clock.now())))()
  }

  /** Outcome of a prompt that a former run of the hub was sending. */
  const recover = async (prompt: QueuedPrompt): Promise<void> => {
    const { session, text } = prompt
    const isThere = await findInTranscript(prompt)()
    await changeQueue(session, (queues) =>
      E.right(
        isThere
          ? confirmPrompt(queues, session, text, clock.now())
          : recoverQueues(queues, deliverPrompt.begun, clock.now()),
      ),
    )()
  }

  const prune = async (queues: PromptQueues): Promise<void> => {
    prunedAt = clock.now()
    const [live, records] = [await host.list(), await record.read()]
    if (E.isLeft(live) || E.isLeft(records)) return
    const known = new Set([...live.right, ...records.right.known].map(({ id }) => id))
    for (const session of new Set(queues.map((prompt) => prompt.session)))
      if (!known.has(session)) await changeQueue(session, (all) => E.right(withoutSession(all, session)))()
  }

  /** Calls `due` when the conversation of a session changes, while a prompt of it is on its way. */
  const follow = (session: SessionId, isTyped: boolean, due: () => void): void => {
    if (isTyped === followed.has(session)) return
    if (isTyped) followed.set(session, followConversation(directory.nameOf(session), [], due))
    else {
      followed.get(session)?.()
      followed.delete(session)
    }
  }

  const look = async (session: SessionId, due: () => void): Promise<void> => {
    const read = await store.read()
    if (E.isLeft(read) || (read.right.length === 0 && !followed.has(session))) return
    const queues = read.right
    const typed = queues.find((prompt) => prompt.session === session && prompt.state === 'sending')
    follow(session, typed !== undefined, due)
    if (typed !== undefined) {
      await (deliverPrompt.begun.has(typed.id) ? settle(typed) : recover(typed))
      return
    }
    const next = nextPrompt(queues, session)
    if (next === null || !isAtPrompt(observeAgents.of(session))) return
    const delivered = await deliverPrompt.deliver(session, next.id, 'idle')()
    if (E.isLeft(delivered) && delivered.left._tag === 'Unavailable') clock.after(RETRY_MS, due)
  }

  return eventJob<SessionId>(clock, {
    name: 'prompt queues',
    events: [
      observeAgents.watch,
      host.watchScreens,
      (due) =>
        feed.subscribe((event) => {
          if (event._tag === 'prompts-changed') due(event.session)
        }),
    ],
    run: look,
    all: async (due) => {
      const read = await store.read()
      if (E.isLeft(read) || read.right.length === 0) return
      const queues = read.right
      for (const session of new Set(queues.flatMap(({ session, state }) => (state === 'sent' ? [] : [session]))))
        due(session)
      if (clock.now() - prunedAt >= PRUNE_EVERY_MS) await prune(queues)
    },
    stop: () => {
      for (const unfollow of followed.values()) unfollow()
    },
  })
}
