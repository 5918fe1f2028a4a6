import { signal } from '@preact/signals'
import type { LiveEvent } from '../hub/live-events.js'

/** How often something was heard of a session: what is read of its folder may be old then. */
export const touches = signal<ReadonlyMap<string, number>>(new Map())

function touch(session: string): void {
  touches.value = new Map([...touches.value, [session, (touches.value.get(session) ?? 0) + 1]])
}

/** An agent that did something, or got an answer, may have changed files. */
export function onTouchEvent(event: LiveEvent): void {
  if (event.type === 'session-activity' || event.type === 'session-attention') touch(event.name)
}
