import type { Instant } from '../../../domain/shared/instant.js'
import { QUARTER_MS, type UsageCell } from '../../../domain/usage/cell.js'
import { promptBandOf, type UsageRow } from '../../../domain/usage/row.js'
import { cellBook, type Share, type StoredCells } from './cell-book.js'
import { forkBook } from './fork-book.js'
import { identityIndex } from './identity-index.js'
import { emptyIncoming, isKnown, writeRow, writeStored } from './incoming.js'
import { joinInto } from './join.js'
import { atOf, C, CALL_STRIDE, FORK_STRIDE, kindOf, M, MESSAGE_STRIDE, stopRankOf } from './message-fields.js'
import { namesFrom } from './names.js'
import { addRow, emptyTable } from './table.js'
import type { UncountedMessages } from './uncounted-messages.js'

/** All messages, each once, and the cells that they come to: `countRows` in 64 bytes a message. */
export interface MessageStore {
  readonly put: (row: UsageRow) => void
  /** Takes in all that another store holds. */
  readonly absorb: (other: UncountedMessages) => void
  /** Cells from a time on; all when omitted. */
  readonly cells: (from?: Instant) => Generator<UsageCell>
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
  const book = cellBook(stored?.cells)
  const index = identityIndex(messages)
  const forks = forkBook(stored?.forks ?? emptyTable(FORK_STRIDE), messages, index)
  const incoming = emptyIncoming()
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
    if (words[start + M.cell] === IN_CHANGE) return
    apply(start, -1)
    words[start + M.cell] = IN_CHANGE
    changed.push(start)
  }

  const settle = (): void => {
    for (const start of changed) {
      messages.words[start + M.cell] = 0
      apply(start, 1)
    }
    changed = []
  }

  /** Adds a message to its cell, or takes it away from there. */
  const apply = (start: number, sign: 1 | -1): void => {
    const { words } = messages
    const at = (field: number): number => words[start + field] ?? 0
    if (sign === -1 ? at(M.cell) === 0 : !counts(start)) return
    const kind = kindOf(at(M.flags))
    const prompt = at(M.input) + at(M.cacheRead) + at(M.cacheWrite)
    share.quarter = Math.floor(atOf(words, start) / QUARTER_MS)
    share.origin = at(M.origin)
    share.band = kind === 'message' ? promptBandOf(prompt) : 0
    share.messages = kind === 'message' ? 1 : 0
    share.errors = kind === 'error' ? 1 : 0
    share.stopRank = stopRankOf(at(M.flags))
    share.tokens[0] = at(M.input)
    share.tokens[1] = at(M.output)
    share.tokens[2] = at(M.cacheRead)
    share.tokens[3] = Math.max(0, at(M.cacheWrite) - at(M.cacheWrite1h))
    share.tokens[4] = at(M.cacheWrite1h)
    const cell = book.apply(share, sign)
    for (let call = at(M.call); call !== 0; call = calls.words[(call - 1) * CALL_STRIDE + C.next] ?? 0)
      book.applyCall(cell, calls.words[(call - 1) * CALL_STRIDE + C.name] ?? 0, sign)
    words[start + M.cell] = sign === 1 ? cell + 1 : 0
  }

  const counts = (start: number): boolean => {
    const { words } = messages
    if (kindOf(words[start + M.flags] ?? 0) === 'closing' && words[start + M.input] === 0) return false
    return !forks.isInherited(start)
  }

  const knowsCall = (start: number, low: number, high: number): boolean => {
    const { words } = calls
    for (let call = messages.words[start + M.call] ?? 0; call !== 0;) {
      const at = (call - 1) * CALL_STRIDE
      if (words[at + C.idLow] === low && words[at + C.idHigh] === high) return true
      call = words[at + C.next] ?? 0
    }
    return false
  }

  const addCalls = (start: number): boolean => {
    const before = calls.rows
    for (let at = 0; at < incoming.calls.length; at += 3) {
      const [low, high, name] = [incoming.calls[at] ?? 0, incoming.calls[at + 1] ?? 0, incoming.calls[at + 2] ?? 0]
      if (knowsCall(start, low, high)) continue
      const row = addRow(calls)
      calls.words[row + C.idLow] = low
      calls.words[row + C.idHigh] = high
      calls.words[row + C.name] = name
      calls.words[row + C.next] = messages.words[start + M.call] ?? 0
      messages.words[start + M.call] = calls.rows
    }
    return calls.rows > before
  }

  const addMessage = (low: number, high: number): void => {
    const start = addRow(messages)
    messages.words.set(incoming.words, start)
    messages.words.fill(0, start + M.call, start + MESSAGE_STRIDE)
    index.add(low, high)
    addCalls(start)
    if (incoming.hasFork) forks.mark(start, incoming.fork)
    touch(start)
  }

  const joinMessage = (start: number): boolean => {
    const isSame = isKnown(incoming, messages.words, start)
    if (isSame && incoming.calls.every((low, at) => at % 3 !== 0 || knowsCall(start, low, incoming.calls[at + 1] ?? 0)))
      return false
    touch(start)
    const isFirst = joinInto(messages.words, start, incoming.words, names)
    addCalls(start)
    if (isFirst && incoming.hasFork) forks.mark(start, incoming.fork)
    return true
  }

  const take = (): void => {
    const [low, high] = [incoming.words[M.idLow] ?? 0, incoming.words[M.idHigh] ?? 0]
    const start = index.find(low, high)
    if (start === -1) addMessage(low, high)
    else if (!joinMessage(start)) return
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
      return book.cells(names, from)
    },
    revision: () => revision,
    uncounted: () => ({ names: names.stored(), messages, calls, forks: forks.table }),
    stored: () => {
      settle()
      return { names: names.stored(), messages, calls, forks: forks.table, cells: book.stored() }
    },
  }
}
