import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { PromptsChanged } from '../../domain/prompts/events.js'
import { promptsOf, type PromptQueues } from '../../domain/prompts/prompt-queues.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Unavailable } from '../shared/errors.js'
import type { PromptsPorts } from './ports.js'

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
