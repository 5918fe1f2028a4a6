import { CONTEXT_LINES, isOversize, type FileChange, type FileStatus } from '../../../domain/repo/file-diff.js'
import { quotedPath } from '../../../infrastructure/git/quoted-path.js'
import { inTurns, type Turns } from '../../../infrastructure/threads/pace.js'
import { textOf } from './answers.js'
import { bufferOf } from '../../../infrastructure/codec/buffer-of.js'

/** Arguments for a patch in the port's format, independent of the user's and the repository's configuration. */
export const diffWords = (context = CONTEXT_LINES): ReadonlyArray<string> => [
  '--raw',
  '--numstat',
  '--patch',
  '-z',
  '--full-index',
  '--find-renames=50%',
  `--unified=${context}`,
  '--inter-hunk-context=0',
  '--diff-algorithm=default',
  '--indent-heuristic',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--no-color',
  '--no-ext-diff',
  '--no-relative',
  '--no-textconv',
  '--submodule=short',
  '--ignore-submodules=dirty',
  '-O/dev/null',
]

/** Far more than is ever shown; past it, patches are left out. Keeps the stop for reading it short. */
export const DIFF_LIMIT = { outputLimitBytes: 8 * 1024 * 1024 }

interface Delta {
  readonly status: FileStatus
  readonly oldPath: Uint8Array
  readonly path: Uint8Array
}

interface Counts {
  readonly binary: boolean
  readonly additions: number
  readonly deletions: number
}

/**
 * Parses the output of `diffWords`: a raw record and a line of counts per file, then all patches. `isCut` is true when
 * the end is missing. A conflict counts once, with the patch of its comparison with our side. Others have their turn within a long output: 8 MB
 * would hold the event loop for 4 ms.
 */
export const readDiff = (bytes: Uint8Array, isCut: boolean): Promise<ReadonlyArray<FileChange>> =>
  inTurns(changesIn(bytes, isCut))

/** Bytes searched in one turn. */
const SEARCHED = 1024 * 1024

function* changesIn(bytes: Uint8Array, isCut: boolean): Turns<ReadonlyArray<FileChange>> {
  const reader = fieldReader(bytes)
  const deltas = readDeltas(reader)
  const counts = deltas.map(() => readCounts(reader))
  const hasConflicts = deltas.some(({ status }) => status === 'U')
  const patches = yield* patchReader(bytes, reader.at() + 1, { isCut, hasConflicts })

  const changes: FileChange[] = []
  let conflict: string | null = null
  for (const [index, delta] of deltas.entries()) {
    const { binary, additions, deletions } = counts[index] ?? NO_COUNTS
    const patch = delta.status === 'U' ? null : yield* patches.of(delta)
    const path = textOf(delta.path)
    const isOfConflict = conflict === path
    if (isOfConflict) changes.pop()
    conflict = delta.status === 'U' ? path : null
    const isRename = delta.status === 'R' || delta.status === 'C'
    changes.push({
      path,
      oldPath: isRename ? textOf(delta.oldPath) : null,
      status: isOfConflict ? 'U' : delta.status,
      additions,
      deletions,
      binary,
      patch,
    })
  }
  return changes
}

const NO_COUNTS: Counts = { binary: false, additions: 0, deletions: 0 }

interface FieldReader {
  /** Index of the next byte; behind both lists an empty field stands there, and then come the patches. */
  readonly at: () => number
  /** Up to the next NUL, which is passed over. */
  readonly next: () => Uint8Array
  readonly startsWith: (byte: number) => boolean
}

function fieldReader(bytes: Uint8Array): FieldReader {
  // Behind the header of a commit its record ends, and then the line.
  let from = bytes[0] === 0 && bytes[1] === NEWLINE ? 2 : 0
  return {
    at: () => from,
    next: () => {
      const end = bytes.indexOf(0, from)
      const field = bytes.subarray(from, end === -1 ? undefined : end)
      from = end === -1 ? bytes.length : end + 1
      return field
    },
    startsWith: (byte) => bytes[from] === byte,
  }
}

const NEWLINE = 10
const COLON = 58

/** git-diff(1), RAW OUTPUT FORMAT. */
function readDeltas(reader: FieldReader): ReadonlyArray<Delta> {
  const deltas: Delta[] = []
  while (reader.startsWith(COLON)) {
    const status = statusOf(textOf(reader.next()))
    const oldPath = reader.next()
    deltas.push({ status, oldPath, path: status === 'R' || status === 'C' ? reader.next() : oldPath })
  }
  return deltas
}

const STATUSES: ReadonlyArray<FileStatus> = ['M', 'A', 'D', 'R', 'C', 'T', 'U']

function statusOf(record: string): FileStatus {
  const raw = record.split(' ')[4]?.[0]
  return STATUSES.find((known) => known === raw) ?? 'M'
}

/** `additions TAB deletions TAB path`; a renamed file has an empty path and both names behind it. */
function readCounts(reader: FieldReader): Counts {
  const [added = '', deleted = '', path = ''] = textOf(reader.next()).split('\t')
  if (path === '' && added !== '') {
    reader.next()
    reader.next()
  }
  if (added === '-') return { binary: true, additions: 0, deletions: 0 }
  return { binary: false, additions: Number(added), deletions: Number(deleted) }
}

interface PatchReader {
  readonly of: (delta: Delta) => Turns<FileChange['patch']>
}

interface PatchOptions {
  readonly isCut: boolean
  /** True when git noted conflicts between the patches. */
  readonly hasConflicts: boolean
}

/** Finds the patches of files in the order in which git wrote them. Only heads of patches begin with `diff --git `. */
function* patchReader(bytes: Uint8Array, start: number, { isCut, hasConflicts }: PatchOptions): Turns<PatchReader> {
  const all = bufferOf(bytes)
  let from = startsWith(all, HEAD_WORDS, start) ? start : yield* nextHead(all, start)
  let turnedAt = from

  /** The patch that begins here, if it is this file's. */
  function* take(head: Buffer): Turns<FileChange['patch']> {
    const begin = from
    if (!startsWith(all, head, begin)) return isCut && begin === all.length ? 'cut' : null
    from = yield* nextHead(all, begin)
    if (from - turnedAt >= SEARCHED) {
      turnedAt = from
      yield
    }
    // The search reads every byte once more: 4 ms for 8 MB.
    const end = hasConflicts ? endOfPatch(all, begin, from) : from
    const isWhole = !isCut || from < all.length
    return isWhole || isOversize(end - begin)
      ? { bytes: end - begin, read: () => all.toString('utf8', begin, end) }
      : 'cut'
  }

  return {
    *of(delta) {
      const head = headOf(delta)
      const first = yield* take(head)
      // A file that became a link, for one, is removed and made: two patches.
      const second = delta.status === 'T' && first !== null ? yield* take(head) : null
      return joined(first, second)
    },
  }
}

function joined(first: FileChange['patch'], second: FileChange['patch']): FileChange['patch'] {
  if (first === 'cut' || second === 'cut') return 'cut'
  if (first === null || second === null) return first
  return { bytes: first.bytes + second.bytes, read: () => first.read() + second.read() }
}

const HEAD_WORDS = Buffer.from('diff --git ')
const headOf = ({ oldPath, path }: Delta): Buffer =>
  Buffer.concat([HEAD_WORDS, side('a/', oldPath), Buffer.from(' '), side('b/', path), Buffer.from('\n')])

const side = (prefix: string, path: Uint8Array): Uint8Array => quotedPath(Buffer.concat([Buffer.from(prefix), path]))

const startsWith = (all: Buffer, head: Buffer, at: number): boolean => all.subarray(at, at + head.length).equals(head)

const LATER_HEAD = Buffer.from('\ndiff --git ')

/** Offset of the next patch; the end when there is none. */
function* nextHead(all: Buffer, from: number): Turns<number> {
  for (let at = from; ; at += SEARCHED) {
    // The last place of this part at which a head can begin has all of it.
    const part = all.subarray(at, at + SEARCHED + LATER_HEAD.length - 1)
    const newline = part.indexOf(LATER_HEAD)
    if (newline !== -1) return at + newline + 1
    if (at + part.length >= all.length) return all.length
    yield
  }
}

const UNMERGED = Buffer.from('\n* Unmerged path ')

/** Between patches git notes conflicts, on a line each. */
function endOfPatch(all: Buffer, begin: number, end: number): number {
  const note = all.subarray(begin, end).indexOf(UNMERGED)
  return note === -1 ? end : begin + note + 1
}
