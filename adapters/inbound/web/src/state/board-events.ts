import type { LiveEvent, LiveEventOf } from '../hub/live-events.js'

export type BoardEvent = LiveEventOf<'card-changed' | 'card-removed' | 'finish-progress' | 'board-forecast'>

type Listener = (event: BoardEvent | 'anything') => void

const listeners = new Set<Listener>()

/** Tells what happens to the board until the answer is called: `anything` at the start and after each (re)connection. */
export function followBoard(listener: Listener): () => void {
  listeners.add(listener)
  listener('anything')
  return () => {
    listeners.delete(listener)
  }
}

/** Whether the event was about the board alone. */
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
