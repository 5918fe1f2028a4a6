import { signal } from '@preact/signals'
import type { BodyOf } from '../app/hub/hub.js'
import type { LiveEvent } from '../app/hub/live-events.js'

export type QueuedPrompt = BodyOf<'listPrompts'>['prompts'][number]

export type SessionPrompts = BodyOf<'listPrompts'>
export type Schedule = SessionPrompts['schedules'][number]

/** Scheduled prompt to be added, with one of the triggers. */
export interface NewSchedule {
  readonly id: string
  readonly text: string
  readonly at?: string
  readonly rule?: string
  readonly timeZone?: string
  readonly limitOf?: string
  readonly after?: string
}

const CHANGES = ['hello', 'prompts-changed', 'schedules-changed', 'prompt-templates-changed']

/** Number that grows with every change of a queue, of schedules or of templates, and after each reconnect. */
export const queueRevision = signal(0)

export function onPromptEvent({ type }: LiveEvent): void {
  if (CHANGES.includes(type)) queueRevision.value += 1
}
