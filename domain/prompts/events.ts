import type { SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import type { PromptFault, PromptState } from './prompt.js'

/** The queue of a session has changed: its prompts in their order, without texts, which are read apart. */
export interface PromptsChanged {
  readonly _tag: 'prompts-changed'
  readonly session: SessionId
  readonly name: string
  /** Prompts that are new, moved or differ, in their order. */
  readonly changed: ReadonlyArray<PromptMark>
  readonly removed: ReadonlyArray<string>
  /** Prompts that wait or are on their way. */
  readonly waiting: number
  readonly at: Instant
}

export interface PromptMark {
  readonly id: string
  readonly state: PromptState
  readonly fault: PromptFault | null
}

export type PromptEvent = PromptsChanged
