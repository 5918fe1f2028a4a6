import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { crc32 } from 'node:zlib'
import { readClaudeRow } from '../../../domain/usage/claude-row.js'
import { closingRow, readRolloutLine, rolloutStart, type RolloutState } from '../../../domain/usage/codex-rollout.js'
import type { UsageRow } from '../../../domain/usage/row.js'
import { lineKind } from './line-kind.js'
import type { LogFile } from './log-files.js'
import type { LineSource, LinesRead, OnLine } from './read-lines.js'

/** Reading position of a log. */
export interface ReadLog extends LogFile {
  /** Offset of the next line. */
  readonly offset: number
  /** Bytes of that line that are known to hold no line break. */
  readonly pending: number
  /** Checksum of the bytes right before `offset`. Shows whether the file was only appended to. */
  readonly mark: number
  /** State of a Codex log; `null` for other agents. */
  readonly rollout: RolloutState | null
  readonly isGivenUp: boolean
}

export interface ScanFile {
  (file: LogFile, known: ReadLog | undefined): ReadLog
}

/** Bytes that the mark is made of. */
const MARK_BYTES = 256

/** True when a log has not changed since it was read. */
export const isUnchanged = (file: LogFile, known: ReadLog | undefined): boolean =>
  known?.size === file.size && known.mtimeMs === file.mtimeMs && known.inode === file.inode

/** Reads what is new in a log, and all of it when it does not go on where it ended. Throws when it cannot be read. */
export function fileScan(read: (source: LineSource) => LinesRead, put: (row: UsageRow) => void): ScanFile {
  return (file, known) => {
    const handle = openSync(file.path, 'r')
    try {
      // Includes bytes that were appended after the folder was listed.
      const { size, mtimeMs } = fstatSync(handle)
      const from = known !== undefined && goesOn(handle, size, file, known) ? known : undefined
      const start = { file: handle, offset: from?.offset ?? 0, pending: from?.pending ?? 0 }
      const lines =
        file.agent === 'codex'
          ? rolloutLines(from?.rollout ?? rolloutStart(sessionIn(file.path)), put)
          : transcript(put)
      const { offset, pending, isGivenUp } = read({ ...start, ...lines })
      const rollout = lines.end()
      return { ...file, size, mtimeMs, offset, pending, mark: markAt(handle, offset), rollout, isGivenUp }
    } finally {
      closeSync(handle)
    }
  }
}

interface LinesOf {
  readonly onLine: OnLine
  readonly onRest: OnLine
  readonly end: () => RolloutState | null
}

const [ASSISTANT, API_ERROR, TOKEN_COUNT] = ['"assistant"', '"api_error"', '"token_count"'].map((text) =>
  Buffer.from(text),
)

const contains = (bytes: Buffer, start: number, end: number, word: Buffer | undefined): boolean =>
  word !== undefined && bytes.subarray(start, end).includes(word)

/** A message is the same however often it is read, so that the last line may be read before it has an end. */
function transcript(put: (row: UsageRow) => void): LinesOf {
  const onLine: OnLine = (bytes, start, end) => {
    const kind = lineKind(bytes, start, end)
    if (kind === 'unknown') {
      if (!contains(bytes, start, end, ASSISTANT) && !contains(bytes, start, end, API_ERROR)) return
    } else if (kind !== 'assistant' && !(kind === 'system' && contains(bytes, start, end, API_ERROR))) return
    const row = readClaudeRow(parsed(bytes, start, end, 'latin1'))
    if (row === null) return
    put(isPlain(row) ? row : (readClaudeRow(parsed(bytes, start, end, 'utf8')) ?? row))
  }
  return { onLine, onRest: onLine, end: () => null }
}

function rolloutLines(start: RolloutState, put: (row: UsageRow) => void): LinesOf {
  let state = start
  const stepFor: OnLine = (bytes, from, end) => {
    const kind = lineKind(bytes, from, end)
    if (kind === 'other' || kind === 'assistant' || kind === 'system') return
    if (kind === 'event_msg' && !contains(bytes, from, end, TOKEN_COUNT)) return
    const step = readRolloutLine(state, parsed(bytes, from, end, 'utf8'))
    state = step.state
    if (step.row !== null) put(step.row)
  }
  let whole: RolloutState | null = null
  return {
    onLine: stepFor,
    onRest: (bytes, from, end) => {
      // It will be read once more when it has an end.
      whole = state
      stepFor(bytes, from, end)
    },
    end: () => {
      const closing = closingRow(state)
      if (closing !== null) put(closing)
      return whole ?? state
    },
  }
}

/**
 * One byte a character is a third faster to read. What is not ASCII then looks wrong and is read again as what it is,
 * with what is not UTF-8 replaced.
 */
function parsed(bytes: Buffer, start: number, end: number, encoding: 'latin1' | 'utf8'): unknown {
  try {
    return JSON.parse(bytes.toString(encoding, bytes[start] === BYTE_ORDER_MARK ? start + 3 : start, end))
  } catch {
    return null
  }
}

/** First byte of a byte order mark. No other line begins with it. */
const BYTE_ORDER_MARK = 0xef

const PLAIN = /^[\0-\x7f]*$/

const isPlain = ({ id, origin: { model, session, directory }, tools }: UsageRow): boolean =>
  [id, model, session, directory ?? ''].every((text) => PLAIN.test(text)) &&
  tools.every(({ id, name }) => PLAIN.test(id) && PLAIN.test(name))

/** The name of a rollout ends in the id of its session. */
const sessionIn = (path: string): string => /([0-9a-f-]{36})\.jsonl$/.exec(path)?.[1] ?? basename(path)

function goesOn(handle: number, size: number, file: LogFile, known: ReadLog): boolean {
  if (size < known.offset + known.pending || file.inode !== known.inode) return false
  // As long as before and written to: not appended to.
  if (size === known.size) return false
  return markAt(handle, known.offset) === known.mark
}

const marked = Buffer.alloc(MARK_BYTES)

function markAt(handle: number, offset: number): number {
  const from = Math.max(0, offset - MARK_BYTES)
  const read = offset === 0 ? 0 : readSync(handle, marked, 0, offset - from, from)
  return crc32(marked.subarray(0, read))
}
