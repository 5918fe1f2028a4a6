import type { SessionId } from '../../domain/sessions/session-id.js'
import { DEFAULT_SIZE, type TerminalSize } from '../../domain/terminal/terminal-size.js'
import { makeListeners } from '../shared/listeners.js'

/** Size of a visible viewer, and the session that it shows. */
interface ViewerSize {
  readonly size: TerminalSize
  readonly session: SessionId
}

/** Size of the most recent viewer. Sessions without a viewer start with it. */
export interface LastSize {
  readonly read: () => TerminalSize
  readonly note: (size: TerminalSize, session: SessionId) => void
  /** Calls `listener` for every later size of a visible viewer. Returns an unsubscribe function. */
  readonly watch: (listener: (noted: ViewerSize) => void) => () => void
}

export function makeLastSize(): LastSize {
  let last = DEFAULT_SIZE
  const listeners = makeListeners<ViewerSize>('sizes of terminals')
  return {
    read: () => last,
    note: (size, session) => {
      last = size
      listeners.tell({ size, session })
    },
    watch: listeners.add,
  }
}
