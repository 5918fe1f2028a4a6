import type { Instant } from '../../../domain/shared/instant.js'
import { QUARTER_MS, type UsageCell } from '../../../domain/usage/cell.js'
import type { UsageMessage } from '../../../domain/usage/turn-usage.js'
import type { UsageRow } from '../../../domain/usage/row.js'
import { cellIndex, type Share, type StoredCells } from './cell-index.js'
import { forkIndex } from './fork-index.js'
import { identityIndex } from './identity-index.js'
import { emptyScratch, isKnown, writeRow, writeStored, type UncountedMessages } from './message-scratch.js'
import { mergeMessage } from './merge-message.js'
import {
  atOf,
  CALL_STRIDE,
  CallColumn,
  FORK_STRIDE,
  kindOf,
  MESSAGE_STRIDE,
  MessageColumn,
  stopRankOf,
  promptBandOf,
} from './message-fields.js'
import { namesFrom, type Names } from './names.js'
import { addRow, emptyTable } from './table.js'

/** All messages, each once, and the cells that they come to, in 64 bytes a message. */
export interface MessageStore {
  readonly put: (row: UsageRow) => void
  /** Takes in all that another store holds. */
  readonly absorb: (other: UncountedMessages) => void
  /** Cells from a time on; all when omitted. */
  readonly cells: (from?: Instant) => Generator<UsageCell>
  /** Messages of a session of an agent from a time on, in no order. */
  readonly messages: (session: string, from: Instant) => Generator<UsageMessage>
  /** Grows with every change. */
  readonly revision: () => number
  /** The store’s own parts, to be written. */
  readonly stored: () => StoredMessages
  /** The same for another thread, which sums it up itself. */
  readonly uncounted: () => UncountedMessages
}

/** Messages in their stored form. */
export interface StoredMessages extends UncountedMessages {
  readonly cells: StoredCells
}

/** Cell number of a changed message that is in no cell at present. */
const IN_CHANGE = 4_294_967_295

export function messageStore(stored?: StoredMessages): MessageStore {
  const messages = stored?.messages ?? emptyTable(MESSAGE_STRIDE)
  const calls = stored?.calls ?? emptyTable(CALL_STRIDE)
  const names = namesFrom(stored?.names)
  const records = cellIndex(stored?.cells)
  const index = identityIndex(messages)
  const forks = forkIndex(stored?.forks ?? emptyTable(FORK_STRIDE), messages, index)
  const incoming = emptyScratch()
  const share: Share = {
    quarter: 0,
    origin: 0,
    band: 0,
    messages: 0,
    errors: 0,
    stopRank: 0,
    tokens: new Float64Array(5),
  }
  let revision = 0
  /** Messages that are in no cell since they changed: each is put into one when the cells are asked for, not sooner. */
  let changed: number[] = []

  /** Called before a message changes: takes it out of its cell. */
  const touch = (start: number): void => {
    const { words } = messages
    if (words[start + MessageColumn.cell] === IN_CHANGE) return
    apply(start, -1)
    words[start + MessageColumn.cell] = IN_CHANGE
    changed.push(start)
  }

  const settle = (): void => {
    for (const start of changed) {
      messages.words[start + MessageColumn.cell] = 0
      apply(start, 1)
    }
    changed = []
  }

  /** Adds a message to its cell, or takes it away from there. */
  const apply = (start: number, sign: 1 | -1): void => {
    const { words } = messages
    const at = (field: number): number => words[start + field] ?? 0
    if (sign === -1 ? at(MessageColumn.cell) === 0 : !counts(start)) return
    const kind = kindOf(at(MessageColumn.flags))
    const prompt = at(MessageColumn.input) + at(MessageColumn.cacheRead) + at(MessageColumn.cacheWrite)
    share.quarter = Math.floor(atOf(words, start) / QUARTER_MS)
    share.origin = at(MessageColumn.origin)
    share.band = kind === 'message' ? promptBandOf(prompt) : 0
    share.messages = kind === 'message' ? 1 : 0
    share.errors = kind === 'error' ? 1 : 0
    share.stopRank = stopRankOf(at(MessageColumn.flags))
    share.tokens[0] = at(MessageColumn.input)
    share.tokens[1] = at(MessageColumn.output)
    share.tokens[2] = at(MessageColumn.cacheRead)
    share.tokens[3] = Math.max(0, at(MessageColumn.cacheWrite) - at(MessageColumn.cacheWrite1h))
    share.tokens[4] = at(MessageColumn.cacheWrite1h)
    const cell = records.apply(share, sign)
    for (
      let call = at(MessageColumn.call);
      call !== 0;
      call = calls.words[(call - 1) * CALL_STRIDE + CallColumn.next] ?? 0
    )
      records.applyCall(cell, calls.words[(call - 1) * CALL_STRIDE + CallColumn.name] ?? 0, sign)
    words[start + MessageColumn.cell] = sign === 1 ? cell + 1 : 0
  }

  const counts = (start: number): boolean => {
    const { words } = messages
    if (kindOf(words[start + MessageColumn.flags] ?? 0) === 'closing' && words[start + MessageColumn.input] === 0)
      return false
    return !forks.isInherited(start)
  }

  const knowsCall = (start: number, low: number, high: number): boolean => {
    const { words } = calls
    for (let call = messages.words[start + MessageColumn.call] ?? 0; call !== 0;) {
      const at = (call - 1) * CALL_STRIDE
      if (words[at + CallColumn.idLow] === low && words[at + CallColumn.idHigh] === high) return true
      call = words[at + CallColumn.next] ?? 0
    }
    return false
  }

  const addCalls = (start: number): boolean => {
    const before = calls.rows
    for (let at = 0; at < incoming.calls.length; at += 3) {
      const [low, high, name] = [incoming.calls[at] ?? 0, incoming.calls[at + 1] ?? 0, incoming.calls[at + 2] ?? 0]
      if (knowsCall(start, low, high)) continue
      const row = addRow(calls)
      calls.words[row + CallColumn.idLow] = low
      calls.words[row + CallColumn.idHigh] = high
      calls.words[row + CallColumn.name] = name
      calls.words[row + CallColumn.next] = messages.words[start + MessageColumn.call] ?? 0
      messages.words[start + MessageColumn.call] = calls.rows
    }
    return calls.rows > before
  }

  const addMessage = (low: number, high: number): void => {
    const start = addRow(messages)
    messages.words.set(incoming.words, start)
    messages.words.fill(0, start + MessageColumn.call, start + MESSAGE_STRIDE)
    index.add(low, high)
    addCalls(start)
    if (incoming.hasFork) forks.mark(start, incoming.fork)
    touch(start)
  }

  const mergeInto = (start: number): boolean => {
    const isSame = isKnown(incoming, messages.words, start)
    if (isSame && incoming.calls.every((low, at) => at % 3 !== 0 || knowsCall(start, low, incoming.calls[at + 1] ?? 0)))
      return false
    touch(start)
    const isFirst = mergeMessage(messages.words, start, incoming.words, names)
    addCalls(start)
    if (isFirst && incoming.hasFork) forks.mark(start, incoming.fork)
    return true
  }

  const take = (): void => {
    const [low, high] = [incoming.words[MessageColumn.idLow] ?? 0, incoming.words[MessageColumn.idHigh] ?? 0]
    const start = index.find(low, high)
    if (start === -1) addMessage(low, high)
    else if (!mergeInto(start)) return
    revision += 1
    for (const fork of forks.waitingFor(low, high)) touch(fork)
  }

  return {
    put: (row) => {
      writeRow(incoming, row, names)
      take()
    },
    absorb: (other) => {
      const maps = {
        origins: other.names.origins.map((origin) => names.originNumberOf(origin)),
        texts: other.names.texts.map((text) => names.numberOf(text)),
      }
      for (let row = 0; row < other.messages.rows; row++) {
        writeStored(incoming, other, row * MESSAGE_STRIDE, maps)
        take()
      }
    },
    cells: (from = 0) => {
      settle()
      return records.cells(names, from)
    },
    *messages(session, from) {
      const wanted = new Set(
        names.stored().origins.flatMap((origin, number) => (origin.session === session ? [number] : [])),
      )
      const { words, rows } = messages
      for (let start = 0; start < rows * MESSAGE_STRIDE; start += MESSAGE_STRIDE) {
        if (!wanted.has(words[start + MessageColumn.origin] ?? 0) || atOf(words, start) < from || !counts(start))
          continue
        yield messageAt(words, start, names)
      }
    },
    revision: () => revision,
    uncounted: () => ({ names: names.stored(), messages, calls, forks: forks.table }),
    stored: () => {
      settle()
      return { names: names.stored(), messages, calls, forks: forks.table, cells: records.stored() }
    },
  }
}

/** The message at `start` as a cell. */
function messageAt(words: Uint32Array, start: number, names: Names): UsageMessage {
  const of = (column: number): number => words[start + column] ?? 0
  const at = atOf(words, start)
  const kind = kindOf(of(MessageColumn.flags))
  const [input, cacheRead, cacheWrite] = [
    of(MessageColumn.input),
    of(MessageColumn.cacheRead),
    of(MessageColumn.cacheWrite),
  ]
  const cacheWrite1h = of(MessageColumn.cacheWrite1h)
  return {
    ...names.origin(of(MessageColumn.origin)),
    at,
    quarter: Math.floor(at / QUARTER_MS) * QUARTER_MS,
    promptBand: kind === 'message' ? promptBandOf(input + cacheRead + cacheWrite) : 0,
    tokens: {
      ...{ input, cacheRead, cacheWrite1h },
      output: of(MessageColumn.output),
      cacheWrite5m: Math.max(0, cacheWrite - cacheWrite1h),
    },
    ...{ messages: kind === 'message' ? 1 : 0, errors: kind === 'error' ? 1 : 0 },
    ...{ stops: NO_STOPS, tools: {} },
  }
}

const NO_STOPS: UsageCell['stops'] = { toolUse: 0, endTurn: 0, other: 0 }
