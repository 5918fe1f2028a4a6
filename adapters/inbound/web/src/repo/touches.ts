import { signal } from '@preact/signals'
import type { LiveEvent } from '../app/hub/live-events.js'

/** Number of activity events per session. A new event means that data read from its folder may be outdated. */
export const touches = signal<ReadonlyMap<string, number>>(new Map())

function touch(session: string): void {
  touches.value = new Map([...touches.value, [session, (touches.value.get(session) ?? 0) + 1]])
}

/** An agent that was active or changed its attention state may have changed files. */
export function onTouchEvent(event: LiveEvent): void {
  if (event.type === 'session-activity' || event.type === 'session-attention') touch(event.name)
}
