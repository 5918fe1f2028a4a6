import { open } from 'node:fs/promises'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PastCall, PastCalls, PastCallsPart } from '../../../application/approvals/past-calls.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import type { Instant } from '../../../domain/shared/instant.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'
import { errorText } from '../../../infrastructure/files/disk.js'
import { READING } from '../../../infrastructure/files/reading.js'

/** Past calls in the transcripts of one coding CLI. */
export interface PastCallSource {
  readonly folders: ReadonlyArray<string>
  /** All transcripts. Never rejects. */
  readonly files: () => Promise<ReadonlyArray<{ readonly file: string; readonly writtenAt: Instant }>>
  /** Text in every row with a call of the tool; `null` when no row has one. */
  readonly textOf: (tool: string) => string | null
  /** Calls of any tool in a parsed row, with the time of the row. */
  readonly callsIn: (row: unknown) => { readonly at: Instant | null; readonly calls: ReadonlyArray<PastCall> } | null
}

/** About 500 calls of a shell: 10 ms of work. */
const PART_BYTES = 256 * 1024
const LINE_FEED = 0x0a

/** Past calls in the transcripts of coding CLIs. */
export const transcriptPastCalls = (sources: ReadonlyArray<PastCallSource>): PastCalls => ({
  part: (tool, since, from) =>
    TE.tryCatch(
      async (): Promise<PastCallsPart> => {
        const conversations = from?.conversations ?? (await conversationsSince(sources, tool, since))
        const [file, ...others] = conversations
        const source = sources.find(({ folders }) => folders.some((folder) => file?.startsWith(`${folder}/`)))
        if (file === undefined) return { calls: [], next: null }
        const { bytes, end } = await partOf(file, from?.offset ?? 0)
        const next = end === null ? { conversations: others, offset: 0 } : { conversations, offset: end }
        return {
          calls: source === undefined ? [] : callsOf(source, bytes, tool, since),
          next: next.conversations.length === 0 ? null : next,
        }
      },
      (thrown) => unavailable('transcripts', errorText(thrown), thrown),
    ),
})

/** Files of conversations written to since then, the last one first. */
async function conversationsSince(
  sources: ReadonlyArray<PastCallSource>,
  tool: string,
  since: Instant,
): Promise<ReadonlyArray<string>> {
  const found = await Promise.all(sources.filter(({ textOf }) => textOf(tool) !== null).map(({ files }) => files()))
  return found
    .flat()
    .filter(({ writtenAt }) => writtenAt >= since)
    .sort((one, other) => other.writtenAt - one.writtenAt)
    .map(({ file }) => file)
}

interface Part {
  readonly bytes: Buffer
  /** Offset of the next part; `null` at the end of the file. */
  readonly end: number | null
}

const NOTHING: Part = { bytes: Buffer.alloc(0), end: null }

/** Whole lines of a part of a file. A line longer than a part is cut, and its pieces are no JSON. */
async function partOf(file: string, offset: number): Promise<Part> {
  const handle = await open(file, READING).catch(() => null)
  if (handle === null) return NOTHING // it is gone, or may not be read
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(PART_BYTES), 0, PART_BYTES, offset)
    if (bytesRead === 0) return NOTHING
    const whole = buffer.lastIndexOf(LINE_FEED, bytesRead - 1) + 1
    const length = whole === 0 ? bytesRead : whole
    return { bytes: buffer.subarray(0, length), end: offset + length }
  } finally {
    await handle.close()
  }
}

/** Lines that contain a text. The others, most of a transcript, are not decoded. */
function* linesWith(text: Buffer, bytes: Buffer): Generator<string, void, undefined> {
  let start = 0
  for (let at = bytes.indexOf(text); at !== -1; at = bytes.indexOf(text, start)) {
    const end = bytes.indexOf(LINE_FEED, at)
    yield bytes.toString('utf8', at === 0 ? 0 : bytes.lastIndexOf(LINE_FEED, at) + 1, end === -1 ? bytes.length : end)
    if (end === -1) return
    start = end + 1
  }
}

function* callsOf(
  { textOf, callsIn }: PastCallSource,
  bytes: Buffer,
  tool: string,
  since: Instant,
): Generator<PastCall, void, undefined> {
  const text = textOf(tool)
  if (text === null) return
  for (const line of linesWith(Buffer.from(text), bytes)) {
    const row = callsIn(parseJson(line))
    if (row === null || row.at === null || row.at < since) continue
    for (const call of row.calls) if (call.tool === tool) yield call
  }
}
