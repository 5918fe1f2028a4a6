import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import type { PromptsChanged } from '../../domain/prompts/events.js'
import { promptsOf, addPrompt, type PromptQueues, confirmPrompt } from '../../domain/prompts/prompt-queues.js'
import { isPromptOf, type Schedules, type RunOutcome, type Schedule } from '../../domain/prompts/schedule.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { type Unavailable, faultText } from '../shared/errors.js'
import type { AgentReport } from '../agents/agent-cli.port.js'
import type { PromptsPorts, PromptsSteps } from './ports.js'

/** Changes the queue of one session, publishes the change, and returns the queue. */
export type ChangeQueue = <Refusal>(
  session: SessionId,
  change: (queues: PromptQueues) => E.Either<Refusal, PromptQueues>,
) => TE.TaskEither<Refusal | Unavailable, PromptQueues>

export function makeChangeQueue(deps: Pick<PromptsPorts, 'store' | 'directory' | 'feed' | 'clock'>): ChangeQueue {
  const { store, directory, feed, clock } = deps
  return (session, change) => async () => {
    let former: PromptQueues = []
    const stored = await store.update((queues) => {
      former = queues
      return change(queues)
    })()
    if (E.isLeft(stored)) return stored
    const [before, after] = [promptsOf(former, session), promptsOf(stored.right, session)]
    if (stored.right !== former)
      feed.publish({ ...difference(before, after), session, name: directory.nameOf(session), at: clock.now() })
    return E.right(after)
  }
}

const difference = (
  before: PromptQueues,
  after: PromptQueues,
): Pick<PromptsChanged, '_tag' | 'changed' | 'removed' | 'waiting'> => ({
  _tag: 'prompts-changed',
  changed: after.filter((prompt) => !before.includes(prompt)).map(({ id, state, fault }) => ({ id, state, fault })),
  removed: before.filter(({ id }) => after.every((prompt) => prompt.id !== id)).map(({ id }) => id),
  waiting: after.filter(({ state }) => state === 'waiting' || state === 'sending').length,
})

/** Changes the schedules, and publishes an event for each session whose schedules differ. */
export type ChangeSchedules = <Refusal>(
  change: (schedules: Schedules) => E.Either<Refusal, Schedules>,
) => TE.TaskEither<Refusal | Unavailable, Schedules>

export const makeChangeSchedules =
  ({
    schedules: store,
    directory,
    feed,
    clock,
  }: Pick<PromptsPorts, 'schedules' | 'directory' | 'feed' | 'clock'>): ChangeSchedules =>
  (change) =>
  async () => {
    let former: Schedules = []
    const stored = await store.update((schedules) => {
      former = schedules
      return change(schedules)
    })()
    if (E.isLeft(stored)) return stored
    const after = stored.right
    const changed = [...former.filter((one) => !after.includes(one)), ...after.filter((one) => !former.includes(one))]
    for (const session of new Set(changed.map((one) => one.session)))
      feed.publish({ _tag: 'schedules-changed', session, name: directory.nameOf(session), at: clock.now() })
    return stored
  }

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

/** Confirms prompts that agents report. */
export interface ConfirmPrompts {
  readonly onReport: (session: SessionId, report: AgentReport) => T.Task<void>
}

export const makeConfirmPrompts = ({
  changeQueue,
  clock,
  log,
}: Pick<PromptsSteps, 'changeQueue' | 'clock' | 'log'>): ConfirmPrompts => ({
  onReport: (session, { hook, prompt }) => {
    if (hook?.event !== 'UserPromptSubmit' || typeof prompt !== 'string') return T.of(undefined)
    return pipe(
      changeQueue(session, (queues) => E.right(confirmPrompt(queues, session, prompt, clock.now()))),
      TE.match(
        (fault) => {
          log.warn('a sent prompt could not be stored as confirmed', { session, reason: faultText(fault) })
        },
        () => undefined,
      ),
    )
  },
})
