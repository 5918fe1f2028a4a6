import type { PromptQueues } from '../../domain/prompts/prompt-queues.js'
import type { StateStore } from '../shared/state-store.port.js'

/** Queued prompts. That a prompt is on its way is stored before it is typed. */
export type PromptQueueStore = StateStore<PromptQueues>
