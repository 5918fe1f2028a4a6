import * as O from 'fp-ts/lib/Option.js'

/** Size of a terminal in character cells. */
export interface TerminalSize {
  /** 2–500. */
  readonly columns: number
  /** 2–300. */
  readonly rows: number
}

/** Size for a viewer that does not send one. */
export const DEFAULT_SIZE: TerminalSize = { columns: 120, rows: 40 }

export const MIN_CELLS = 2
/** Above the width of any screen; a redraw of this size still takes milliseconds. */
export const MAX_COLUMNS = 500
export const MAX_ROWS = 300

const clamp = (value: number, max: number): number => Math.min(Math.max(value, MIN_CELLS), max)

/** Clamps integers to the allowed range; `none` for anything else. */
export function terminalSize(columns: unknown, rows: unknown): O.Option<TerminalSize> {
  return typeof columns === 'number' && typeof rows === 'number' && Number.isInteger(columns) && Number.isInteger(rows)
    ? O.some({ columns: clamp(columns, MAX_COLUMNS), rows: clamp(rows, MAX_ROWS) })
    : O.none
}
