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
import { pollingJob, type Job } from '../shared/job.js'
import { isAtPrompt } from './deliver-prompt.js'
import type { PromptsPorts, PromptsSteps } from './ports.js'

/** Without queued prompts a look reads memory only. */
const LOOK_EVERY_MS = 500
/** An agent at its prompt reports the next one within a second; a busy machine takes longer. */
const CONFIRMED_WITHIN_MS = 10_000
/** Time between two searches in a transcript, whose end is read for each. */
const SEARCH_EVERY_MS = 2_000
/** Time between two removals of queues whose sessions are neither live nor recorded. */
const PRUNE_EVERY_MS = 10 * 60_000

/** Sends the next prompt of each queue when its agent is idle, and gives up on the confirmation of what was typed. */
export function makeFollowQueues(
  deps: Pick<PromptsPorts, 'store' | 'host' | 'record' | 'clock'> &
    Pick<PromptsSteps, 'changeQueue' | 'deliverPrompt' | 'findInTranscript' | 'observeAgents'>,
): Job {
  const { store, changeQueue, deliverPrompt, findInTranscript, observeAgents, host, record, clock } = deps
  let prunedAt: Instant = clock.now()

  /** Time of the last search in the transcript, by the id of the prompt. */
  const searchedAt = new Map<string, Instant>()

  const settle = async (prompt: QueuedPrompt): Promise<void> => {
    const { id, session, text, changedAt } = prompt
    const { activity, since } = observeAgents.of(session)
    // An agent that works or waits for a person takes the prompt after that.
    if (activity === 'working' || activity === 'waiting') return
    const unconfirmedMs = clock.now() - Math.max(changedAt, since ?? 0)
    if (clock.now() - Math.max(changedAt, searchedAt.get(id) ?? 0) >= SEARCH_EVERY_MS) {
      searchedAt.set(id, clock.now())
      if (await findInTranscript(prompt)()) {
        searchedAt.delete(id)
        await changeQueue(session, (queues) => E.right(confirmPrompt(queues, session, text, clock.now())))()
        return
      }
    }
    if (unconfirmedMs < CONFIRMED_WITHIN_MS) return
    searchedAt.delete(id)
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

  const look = async (session: SessionId, queues: PromptQueues): Promise<void> => {
    const typed = queues.find((prompt) => prompt.session === session && prompt.state === 'sending')
    if (typed !== undefined) {
      await (deliverPrompt.begun.has(typed.id) ? settle(typed) : recover(typed))
      return
    }
    const next = nextPrompt(queues, session)
    if (next !== null && isAtPrompt(observeAgents.of(session))) await deliverPrompt.deliver(session, next.id, 'idle')()
  }

  return pollingJob('prompt queues', clock, LOOK_EVERY_MS, async () => {
    const read = await store.read()
    if (E.isLeft(read) || read.right.length === 0) return
    const queues = read.right
    const open = new Set(queues.flatMap(({ session, state }) => (state === 'sent' ? [] : [session])))
    await Promise.all([...open].map((session) => look(session, queues)))
    if (clock.now() - prunedAt >= PRUNE_EVERY_MS) await prune(queues)
  })
}
