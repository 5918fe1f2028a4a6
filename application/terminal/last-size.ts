import { DEFAULT_SIZE, type TerminalSize } from '../../domain/terminal/terminal-size.js'

/** The size of the viewer seen last: what a session starts with that nobody looks at yet. */
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
