import { PROMPT_BOUNDS } from '../../../domain/usage/cell.js'
import type { StopReason, UsageRow } from '../../../domain/usage/row.js'
import { readLong } from './table.js'

/** Column indexes of a message row. */
export const MessageColumn = {
  idLow: 0,
  idHigh: 1,
  /** Two places, as `stopAt`, which holds the version of a closing row. */
  at: 2,
  origin: 4,
  input: 5,
  output: 6,
  cacheRead: 7,
  cacheWrite: 8,
  cacheWrite1h: 9,
  stopAt: 10,
  flags: 12,
  /** Row of its last tool call, one more than its number; 0 is none. So are the next two. */
  call: 13,
  cell: 14,
  fork: 15,
} as const
export const MESSAGE_STRIDE = 16

/** Columns from `at` to `flags`: the message's own data, without tool calls and fork. */
export const OWN_COLUMNS: ReadonlyArray<number> = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/** A tool call, chained to the one before. */
export const CallColumn = { idLow: 0, idHigh: 1, name: 2, next: 3 } as const
export const CALL_STRIDE = 4

/** Column indexes of a fork row: data that decides whether a message of a forked log belongs to its parent. */
export const ForkColumn = {
  parentLow: 0,
  parentHigh: 1,
  rowLow: 2,
  rowHigh: 3,
  at: 4,
  isReplay: 6,
  message: 7,
} as const
export const FORK_STRIDE = 8

const KINDS: ReadonlyArray<UsageRow['kind']> = ['message', 'error', 'closing']
const STOP_SHIFT = 2
const COPY = 16

/** Kind, rank of the reason it stopped for, and whether it is a copy, in one number. */
export const flagsOf = (kind: UsageRow['kind'], stopRank: number, isCopy: boolean): number =>
  KINDS.indexOf(kind) | (stopRank << STOP_SHIFT) | (isCopy ? COPY : 0)

export const kindOf = (flags: number): UsageRow['kind'] => KINDS[flags & 3] ?? 'message'
export const stopRankOf = (flags: number): number => (flags >> STOP_SHIFT) & 3
export const isCopy = (flags: number): boolean => (flags & COPY) !== 0

/** Time of the message at `start` in milliseconds; the version for a closing row. */
export const atOf = (words: Uint32Array, start: number): number => readLong(words, start + MessageColumn.at)

/** Number of `PROMPT_BOUNDS` that the prompt of a request exceeded. */
export function promptBandOf(promptTokens: number): number {
  let band = 0
  while (promptTokens > (PROMPT_BOUNDS[band] ?? Infinity)) band += 1
  return band
}

/** Stop reasons in ascending precedence, for rows of the same time. */
export const STOP_RANKS: ReadonlyArray<StopReason | null> = [null, 'other', 'toolUse', 'endTurn']
