import { errorCode, errorText, type Disk } from '../../../infrastructure/files/disk.js'
import { sha256 } from '../../../infrastructure/secrets/secrets.js'
import { strictText } from '../../../infrastructure/text/utf8.js'
import { isPassing } from './read-state.js'

/** Changes of a state since its file was last written whole, one a line. */
export const journalOf = (file: string): string => `${file}.journal`

/** A second copy, for the day on which a line of the journal cannot be read. */
export const journalCopyOf = (file: string): string => `${file}.journal.bak`

/** SHA-256 of the rest of the line, a blank, and JSON. */
export function journalLine(seq: number, change: unknown): string {
  const json = JSON.stringify({ seq, change })
  return `${sha256(json)} ${json}\n`
}

/** Lines of one journal. */
export interface JournalContent {
  readonly changes: ReadonlyMap<number, unknown>
  /** Size in bytes of the whole lines. What follows is a write that was cut short, and was not answered. */
  readonly size: number
  readonly isThere: boolean
  /** Reason why a line cannot be used; `null` when all can. */
  readonly problem: string | null
}

const LINE_FEED = 0x0a
const CHECKSUM_LENGTH = 64

/** Reads a journal and nothing else. Rejects when the machine is short of something just now. */
export async function readJournal(disk: Disk, path: string): Promise<JournalContent> {
  let bytes: Buffer
  try {
    bytes = Buffer.from(await disk.readBytes(path))
  } catch (thrown) {
    if (isPassing(thrown)) throw thrown
    const isThere = errorCode(thrown) !== 'ENOENT'
    return { changes: new Map(), size: 0, isThere, problem: isThere ? errorText(thrown) : null }
  }
  const changes = new Map<number, unknown>()
  let problem: string | null = null
  let start = 0
  for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
    const line = readLine(bytes.subarray(start, end))
    if (line === null) problem ??= `the line at byte ${start} is damaged`
    else changes.set(line.seq, line.change)
    start = end + 1
  }
  return { changes, size: start, isThere: true, problem }
}

function readLine(bytes: Uint8Array): { readonly seq: number; readonly change: unknown } | null {
  try {
    const text = strictText(bytes)
    const json = text.slice(CHECKSUM_LENGTH + 1)
    if (text.slice(0, CHECKSUM_LENGTH + 1) !== `${sha256(json)} `) return null
    const { seq, change } = JSON.parse(json) as { readonly seq: unknown; readonly change: unknown }
    return typeof seq === 'number' ? { seq, change } : null
  } catch {
    return null
  }
}

/** A state with the changes of its journal. */
export interface ReplayedState<A> {
  readonly state: A
  /** Number of the last change in it. */
  readonly seq: number
  /** Number that no change in either journal has reached. */
  readonly nextSeq: number
  /** Fault of the journal; `null` when there is none. */
  readonly problem: string | null
}

/** Applies the changes that follow `seq`, one after the other, from either copy. `seq` is `null` where none may follow. */
export function replay<A>(
  { state, seq }: { readonly state: A; readonly seq: number | null },
  journal: JournalContent,
  copy: JournalContent,
  apply: (state: A, change: unknown) => A | null,
): ReplayedState<A> {
  const changes = new Map([...copy.changes, ...journal.changes])
  let [replayed, reached] = [state, seq ?? 0]
  if (seq !== null)
    while (changes.has(reached + 1)) {
      const next = apply(replayed, changes.get(reached + 1))
      if (next === null) break
      replayed = next
      reached += 1
    }
  const last = [...changes.keys()].reduce((most, one) => Math.max(most, one), seq ?? 0)
  const lost = [...changes.keys()].filter((one) => one > (seq === null ? -1 : reached)).length
  const missing = [...copy.changes.keys()].filter((one) => one > (seq ?? 0) && !journal.changes.has(one)).length
  return { state: replayed, seq: reached, nextSeq: last + 1, problem: problemOf(journal, lost, missing) }
}

function problemOf({ problem }: JournalContent, lost: number, missing: number): string | null {
  if (lost > 0) return `${problem ?? 'changes before them are gone'}; ${lost} changes could not be used`
  return problem ?? (missing > 0 ? `${missing} changes are gone` : null)
}
