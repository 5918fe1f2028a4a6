/** Size of a terminal in cells. */
export interface WindowSize {
  readonly columns: number
  readonly rows: number
}

/** Keyboard and screen in raw mode. */
export interface RawTerminal {
  /** Writes bytes to the screen unchanged. */
  readonly write: (bytes: Uint8Array | string) => void
  /** Gives the terminal back in its former mode; further input is not read. */
  readonly close: () => void
}

export interface RawTerminalEvents {
  readonly input: (text: string) => void
  readonly resize: (size: WindowSize) => void
}

/** Terminal that the program was started in. */
export interface LocalTerminal {
  /** `null` when standard input or output is not a terminal. */
  readonly size: () => WindowSize | null
  readonly open: (events: RawTerminalEvents) => RawTerminal
}
