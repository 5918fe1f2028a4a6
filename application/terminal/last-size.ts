import { DEFAULT_SIZE, type TerminalSize } from '../../domain/terminal/terminal-size.js'

/** Size of the most recent viewer. Sessions without a viewer start with it. */
export interface LastSize {
  readonly read: () => TerminalSize
  readonly note: (size: TerminalSize) => void
}

export function makeLastSize(): LastSize {
  let last = DEFAULT_SIZE
  return {
    read: () => last,
    note: (size) => {
      last = size
    },
  }
}
