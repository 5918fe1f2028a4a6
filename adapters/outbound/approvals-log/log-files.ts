import * as E from 'fp-ts/lib/Either.js'
import { constants, createReadStream } from 'node:fs'
import * as t from 'io-ts'
import { readEntry, type ChainEntry, type ChainHead } from '../../../domain/approvals/chain.js'
import { decode } from '../../../infrastructure/codec/decode.js'
import { checksumOf, withChecksum } from '../../../infrastructure/files/checksum.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { linesBefore, type LinePart, type PartOptions } from '../../../infrastructure/files/line-parts.js'
import { strictText } from '../../../infrastructure/text/utf8.js'

/** Head that is stored beside the log after every write: the last record and the size of the log. */
export interface NotedHead extends ChainHead {
  readonly bytes: number
}

const HeadFile = t.strict({ seq: t.number, hash: t.string, bytes: t.number })

/** Name of the log in the state folder. */
export const APPROVALS_LOG = 'approvals.log'

/** `file` is the log. */
export const headFileOf = (file: string): string => `${file}.head`

export const headText = (head: NotedHead): string => withChecksum(`${JSON.stringify(head, null, 2)}\n`)

/** `null` for content that is no head, or whose checksum does not match. */
export function readHead(bytes: Uint8Array): NotedHead | null {
  try {
    const text = strictText(bytes)
    if (checksumOf(text) === 'wrong') return null
    const read = decode(HeadFile, JSON.parse(text))
    return E.isRight(read) ? read.right : null
  } catch {
    return null
  }
}

/** Member `id` as records write it; inputs of tools may hold one too. */
const ID = /"id":"([^"\\]*)"/g

/** Records of these ids in the order of the log; other lines are not parsed. */
export async function readRecordsOf(
  file: string,
  ids: ReadonlyArray<string>,
): Promise<ReadonlyMap<string, ReadonlyArray<ChainEntry>>> {
  const records = new Map(ids.map((id): [string, ChainEntry[]] => [id, []]))
  for await (const { text, isWhole } of readLines(file, 0)) {
    if (!isWhole || ![...text.matchAll(ID)].some(([, id = '']) => records.has(id))) continue
    const entry = readEntry(text)
    if (entry !== null && typeof entry['id'] === 'string') records.get(entry['id'])?.push(entry)
  }
  return records
}

/** One line of the log, without its line feed. `isWhole` is false for what stands after the last line feed. */
export interface LogLine {
  readonly text: string
  readonly isWhole: boolean
  /** Offset of the end of the line, in bytes. */
  readonly end: number
}

const LINE_FEED = 0x0a

/** Reads the log line by line from a byte on; nothing when there is no log. */
export async function* readLines(file: string, start: number): AsyncGenerator<LogLine, void, undefined> {
  let rest = Buffer.alloc(0)
  let end = start
  try {
    for await (const chunk of createReadStream(file, { start }) as AsyncIterable<Buffer>) {
      const bytes = Buffer.concat([rest, chunk])
      let from = 0
      for (let to = bytes.indexOf(LINE_FEED); to !== -1; to = bytes.indexOf(LINE_FEED, from)) {
        end += to + 1 - from
        yield { text: bytes.toString('utf8', from, to), isWhole: true, end }
        from = to + 1
      }
      rest = bytes.subarray(from)
    }
  } catch (thrown) {
    if (errorCode(thrown) !== 'ENOENT') throw thrown
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), isWhole: false, end: end + rest.length }
}

const PART: PartOptions = { flags: constants.O_RDONLY, bytes: 256 * 1024, maxLine: Infinity }

/** Reads the whole lines that end before a position, or before the end for `null`; at least one unless there is none. */
export async function readPartBefore(file: string, position: number | null): Promise<LinePart> {
  try {
    return await linesBefore(file, position, PART)
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return { lines: [], start: 0, end: 0 }
    throw thrown
  }
}
