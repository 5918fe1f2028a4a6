import type { QueuedPrompt } from '../../domain/prompts/prompt.js'
import type { PromptQueues } from '../../domain/prompts/prompt-queues.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { describeStateStore } from './state-store.contract.js'

const AT = Date.UTC(2026, 2, 1, 8, 15, 30, 120)
const prompt = (id: string, values: Partial<QueuedPrompt> = {}): QueuedPrompt => ({
  ...{ id, session: sessionId('cc-shop'), text: 'Run the tests', state: 'waiting', fault: null },
  ...{ createdAt: AT, changedAt: AT, ...values },
})

/** Suite of every store of queued prompts. */
export const describePromptQueueStore = describeStateStore<PromptQueues>('PromptQueueStore', {
  fresh: [],
  adding: (queues, id) => [...queues, prompt(id)],
  ids: (queues) => queues.map(({ id }) => id),
  full: [
    prompt('sent', { state: 'sent', changedAt: AT + 1 }),
    prompt('lost', { state: 'unknown', fault: 'unconfirmed', text: 'größe\n\t"x" \\ \u2028' }),
    prompt('other', { session: sessionId('id-of-another') }),
  ],
})
