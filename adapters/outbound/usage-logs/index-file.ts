import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { CELL_STRIDE, type StoredCells } from './cell-index.js'
import type { StoredMessages } from './message-store.js'
import { CALL_STRIDE, FORK_STRIDE, MESSAGE_STRIDE } from './message-fields.js'
import type { StoredNames } from './names.js'
import type { ReadLog } from './scan-file.js'
import { usedWords, type Table } from './table.js'
import { bufferOf } from '../../../infrastructure/codec/buffer-of.js'

/** Stored content of the index: usage, and the reading position of each log. */
export interface StoredIndex {
  readonly messages: StoredMessages
  readonly logs: ReadonlyArray<ReadLog>
}

/** Version of the format and of the counting rules. An index of another version is rebuilt. */
const VERSION = 2
const MAGIC = 0x5347_4f4c
/** Magic, version, checksum of all that follows, bytes of the JSON. */
const HEAD_BYTES = 16

/** Reading position as version 2 stores it. */
type StoredLog = Omit<ReadLog, 'state'> & { readonly rollout: unknown }

interface Description {
  readonly names: StoredNames
  readonly logs: ReadonlyArray<StoredLog>
  readonly calls: StoredCells['calls']
  /** Rows of the four tables, in their order. */
  readonly rows: readonly [messages: number, calls: number, forks: number, cells: number]
}

/** Writes the JSON with the lengths, four tables and the sums of the cells to a temporary file, and renames it. */
export function writeIndex(file: string, { messages, logs }: StoredIndex): void {
  const { names, cells } = messages
  const tables = [messages.messages, messages.calls, messages.forks, cells.cells]
  const rows = [messages.messages.rows, messages.calls.rows, messages.forks.rows, cells.cells.rows] as const
  const parts = tables.map((table) => bufferOf(usedWords(table)))
  const positions = logs.map(({ state: rollout, ...log }): StoredLog => ({ ...log, rollout }))
  const description: Description = { names, logs: positions, calls: cells.calls, rows }
  const json = Buffer.from(JSON.stringify(description))
  const body = [json, ...parts, bufferOf(cells.sums)]
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt32LE(MAGIC, 0)
  head.writeUInt32LE(VERSION, 4)
  head.writeUInt32LE(checksumOf(body), 8)
  head.writeUInt32LE(json.length, 12)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const beside = `${file}.new`
  const handle = openSync(beside, 'w', 0o600)
  try {
    for (const part of [head, ...body]) writeAll(handle, part)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(beside, file)
}

/** `null` when there is none, it is of another version or was damaged: then everything is read anew. */
export function readIndex(file: string): StoredIndex | null {
  try {
    return indexIn(readFileSync(file))
  } catch {
    return null
  }
}

function indexIn(bytes: Buffer): StoredIndex | null {
  if (bytes.length < HEAD_BYTES || bytes.readUInt32LE(0) !== MAGIC || bytes.readUInt32LE(4) !== VERSION) return null
  const jsonBytes = bytes.readUInt32LE(12)
  if (crc32(bytes.subarray(HEAD_BYTES), jsonBytes) !== bytes.readUInt32LE(8)) return null
  let at = HEAD_BYTES + jsonBytes
  const { names, logs, calls, rows } = JSON.parse(bytes.toString('utf8', HEAD_BYTES, at)) as Description
  const part = (length: number): ArrayBuffer => {
    const own = new Uint8Array(bytes.subarray(at, at + length)).buffer
    at += length
    return own
  }
  const table = (count: number, stride: number): Table => ({
    stride,
    rows: count,
    words: new Uint32Array(part(count * stride * Uint32Array.BYTES_PER_ELEMENT)),
  })
  const [messages, callTable, forks, cells] = [
    table(rows[0], MESSAGE_STRIDE),
    table(rows[1], CALL_STRIDE),
    table(rows[2], FORK_STRIDE),
    table(rows[3], CELL_STRIDE),
  ]
  const sums = new Float64Array(part(bytes.length - at))
  return {
    messages: { names, messages, calls: callTable, forks, cells: { cells, sums, calls } },
    logs: logs.map(({ rollout: state, ...log }) => ({ ...log, state })),
  }
}

/** Checksum seeded with the length of the JSON. Skips empty parts: crc32 of no bytes is 0 for any seed (Node 20). */
const checksumOf = (parts: ReadonlyArray<Buffer>): number =>
  parts.reduce((sum, part) => (part.length === 0 ? sum : crc32(part, sum)), parts[0]?.length ?? 0)

function writeAll(handle: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at)
}
