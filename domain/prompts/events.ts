import type { SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import type { PromptFault, PromptState } from './prompt.js'

/** Change of the prompt queue of a session: its prompts in their order, without texts, which are read apart. */
export interface PromptsChanged {
  /** Name of the event. */
  readonly _tag: 'prompts-changed'
  /** Session that the queue belongs to. */
  readonly session: SessionId
  /** Name of the session at the time of the event. */
  readonly name: string
  /** Prompts that are new, moved or differ, in their order. */
  readonly changed: ReadonlyArray<{
    readonly id: string
    readonly state: PromptState
    readonly fault: PromptFault | null
  }>
  /** Ids. */
  readonly removed: ReadonlyArray<string>
  /** Prompts that wait or are on their way. */
  readonly waiting: number
  /** Time of the change. */
  readonly at: Instant
}

/** Change of the schedules of a session, which are read apart. */
export interface SchedulesChanged {
  /** Name of the event. */
  readonly _tag: 'schedules-changed'
  /** Session that gets the prompts. */
  readonly session: SessionId
  /** Name of the session at the time of the event. */
  readonly name: string
  /** Time of the change. */
  readonly at: Instant
}

/** Change of the prompt templates, which are read apart. */
export interface PromptTemplatesChanged {
  /** Name of the event. */
  readonly _tag: 'prompt-templates-changed'
  /** Time of the change. */
  readonly at: Instant
}

/** Event of prompts. */
export type PromptEvent = PromptsChanged | SchedulesChanged | PromptTemplatesChanged
