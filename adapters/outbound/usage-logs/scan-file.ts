import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { crc32 } from 'node:zlib'
import type { AgentLogs } from '../../../application/agents/agent-cli.port.js'
import type { UsageRow } from '../../../domain/usage/row.js'
import { lineFilter, type IsLineOfInterest } from './line-type.js'
import type { LogFile, LogFormats } from './log-files.js'
import type { LineSource, LinesRead, OnLine } from './read-lines.js'

/** Reading position of a log. */
export interface ReadLog extends LogFile {
  /** Offset of the next line. */
  readonly offset: number
  /** Bytes of that line that are known to hold no line break. */
  readonly pending: number
  /** Checksum of the bytes right before `offset`. Shows whether the file was only appended to. */
  readonly mark: number
  /** State of the log's reader. */
  readonly state: unknown
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
export function fileScan(
  read: (source: LineSource) => LinesRead,
  formats: LogFormats,
  put: (row: UsageRow) => void,
): ScanFile {
  const filters = new Map([...formats].map(([agent, { lineTypes }]) => [agent, lineFilter(lineTypes)]))
  return (file, known) => {
    const [format, isOfInterest] = [formats.get(file.agent), filters.get(file.agent)]
    if (format === undefined || isOfInterest === undefined) throw new Error(`${file.agent} has no logs`)
    const handle = openSync(file.path, 'r')
    try {
      // Includes bytes that were appended after the folder was listed.
      const { size, mtimeMs } = fstatSync(handle)
      const from = known !== undefined && goesOn(handle, size, file, known) ? known : undefined
      const start = { file: handle, offset: from?.offset ?? 0, pending: from?.pending ?? 0 }
      const lines = linesOf(format, isOfInterest, { name: basename(file.path), state: from?.state ?? null }, put)
      const { offset, pending, isGivenUp } = read({ ...start, ...lines })
      const state = lines.end()
      return { ...file, size, mtimeMs, offset, pending, mark: markAt(handle, offset), state, isGivenUp }
    } finally {
      closeSync(handle)
    }
  }
}

interface LinesOf {
  readonly onLine: OnLine
  readonly onRest: OnLine
  /** State after the last line that has ended. */
  readonly end: () => unknown
}

function linesOf(
  { areLinesIndependent, reader }: AgentLogs,
  isOfInterest: IsLineOfInterest,
  log: { readonly name: string; readonly state: unknown },
  put: (row: UsageRow) => void,
): LinesOf {
  const { read, closing, state } = reader(log.name, log.state)
  const onLine: OnLine = (bytes, start, end) => {
    if (!isOfInterest(bytes, start, end)) return
    const row = read(parsed(bytes, start, end, areLinesIndependent ? 'latin1' : 'utf8'))
    if (row === null) return
    put(areLinesIndependent && !isPlain(row) ? (read(parsed(bytes, start, end, 'utf8')) ?? row) : row)
  }
  let whole: unknown = null
  return {
    onLine,
    onRest: (bytes, start, end) => {
      // It will be read once more when it has an end.
      whole = state()
      onLine(bytes, start, end)
    },
    end: () => {
      const row = closing()
      if (row !== null) put(row)
      return whole ?? state()
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
