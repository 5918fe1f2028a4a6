/** Turn of a viewer's wheel over a terminal. */
export interface WheelTurn {
  /** Notches, −100–100; negative is up. Zero only reads the state. */
  readonly notches: number
  /** Column of the cell under the pointer, from 1. */
  readonly column: number
  /** Row of the cell under the pointer, from 1. */
  readonly row: number
}

/** State of a session's active pane that decides about wheel and mouse. */
export interface PaneState {
  /** True while the program reads the mouse. */
  readonly mouse: boolean
  /**
   * `program` on the alternate screen and while the program reads the mouse: it gets the wheel. `viewer` otherwise: each
   * viewer scrolls through its own copy of the history.
   */
  readonly scrolls: 'program' | 'viewer'
}

/** Most notches of one turn; a longer one is cut. */
export const MAX_NOTCHES = 100
