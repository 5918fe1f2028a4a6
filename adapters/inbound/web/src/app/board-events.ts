import type { LiveEvent, LiveEventOf } from './hub/live-events.js'

export type BoardEvent = LiveEventOf<'card-changed' | 'card-removed' | 'finish-progress' | 'board-forecast'>

type Listener = (event: BoardEvent | 'anything') => void

const listeners = new Set<Listener>()

/**
 * Subscribes to board events. Calls back with `anything` at the start and after each reconnect. Returns an unsubscribe
 * function.
 */
export function followBoard(listener: Listener): () => void {
  listeners.add(listener)
  listener('anything')
  return () => listeners.delete(listener)
}

/** Handles board events. Returns false for every other event. */
export function onBoardEvent(event: LiveEvent): boolean {
  switch (event.type) {
    case 'card-changed':
    case 'card-removed':
    case 'finish-progress':
    case 'board-forecast':
      for (const tell of listeners) tell(event)
      return true
    case 'hello':
      for (const tell of listeners) tell('anything')
      return false
    default:
      return false
  }
}
