import { structuredPatch } from 'diff'
import { createHash } from 'node:crypto'
import { CONTEXT_LINES, type FileChange, type FileStatus } from '../../../domain/repo/file-diff.js'
import { quotedPath } from '../../../infrastructure/git/quoted-path.js'

export interface Blob {
  readonly content: string
  readonly mode: '100644' | '100755' | '120000'
}

/** Files by path. */
export type Tree = ReadonlyMap<string, Blob>

/** A file before and after; `undefined` where it is not there. */
interface Pair {
  readonly oldPath: string
  readonly path: string
  readonly before: Blob | undefined
  readonly after: Blob | undefined
}

/** Differences between two trees, by path. Files that share at least half of their content count as renamed. */
export function diffTrees(before: Tree, after: Tree, context = CONTEXT_LINES): ReadonlyArray<FileChange> {
  const paths = [...new Set([...before.keys(), ...after.keys()])]
  const pairs = paths
    .map((path): Pair => ({ oldPath: path, path, before: before.get(path), after: after.get(path) }))
    .filter((pair) => !isSame(pair.before, pair.after))
  const gone = new Set(pairs.filter((pair) => pair.after === undefined))
  const joined = pairs.map((pair): Pair => {
    const source = pair.before === undefined ? mostSimilar(pair.after, gone) : undefined
    if (source === undefined) return pair
    gone.delete(source)
    return { ...pair, oldPath: source.path, before: source.before }
  })
  return joined
    .filter((pair) => pair.after !== undefined || gone.has(pair))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((pair) => changeOf(pair, context))
}

const isSame = (one: Blob | undefined, other: Blob | undefined): boolean =>
  one?.content === other?.content && one?.mode === other?.mode

const LEAST_SIMILARITY = 0.5

function mostSimilar(blob: Blob | undefined, candidates: ReadonlySet<Pair>): Pair | undefined {
  if (blob === undefined || blob.content === '') return undefined
  const rated = [...candidates].map((pair) => ({ pair, share: similarity(pair.before?.content ?? '', blob.content) }))
  const [best] = rated.sort((a, b) => b.share - a.share)
  return best !== undefined && best.share >= LEAST_SIMILARITY ? best.pair : undefined
}

function similarity(one: string, other: string): number {
  const lines = other.split('\n')
  let common = 0
  for (const line of one.split('\n')) {
    const at = lines.indexOf(line)
    if (at === -1) continue
    lines.splice(at, 1)
    common += line.length + 1
  }
  return common / (Math.max(one.length, other.length) + 1)
}

/** One file's difference; also of a file with itself elsewhere, or with what is no longer there. */
export function changeOf(pair: Pair, context = CONTEXT_LINES): FileChange {
  const { oldPath, path, before, after } = pair
  const [old, now] = [before?.content ?? '', after?.content ?? '']
  const binary = old.includes('\0') || now.includes('\0')
  const { additions, deletions, hunks } = binary
    ? { additions: 0, deletions: 0, hunks: '' }
    : diffTexts(old, now, context)
  const status = statusOf(pair)
  const text =
    status === 'T'
      ? patchOf({ ...pair, after: undefined }, context) + patchOf({ ...pair, before: undefined }, context)
      : null
  const patch = text ?? patchOf(pair, context, hunks)
  return {
    path,
    oldPath: status === 'R' ? oldPath : null,
    status,
    additions,
    deletions,
    binary,
    patch: { bytes: Buffer.byteLength(patch), read: () => patch },
  }
}

function statusOf({ oldPath, path, before, after }: Pair): FileStatus {
  if (before === undefined) return 'A'
  if (after === undefined) return 'D'
  if (oldPath !== path) return 'R'
  return (before.mode === '120000') === (after.mode === '120000') ? 'M' : 'T'
}

function patchOf(
  pair: Pair,
  context: number,
  hunks = diffTexts(pair.before?.content ?? '', pair.after?.content ?? '', context).hunks,
): string {
  const { oldPath, path, before, after } = pair
  const [a, b] = [quoted(`a/${oldPath}`), quoted(`b/${path}`)]
  const lines = [`diff --git ${a} ${b}`]
  if (before === undefined) lines.push(`new file mode ${after?.mode ?? ''}`)
  else if (after === undefined) lines.push(`deleted file mode ${before.mode}`)
  else if (before.mode !== after.mode) lines.push(`old mode ${before.mode}`, `new mode ${after.mode}`)
  if (oldPath !== path) {
    const percent = Math.floor(100 * similarity(before?.content ?? '', after?.content ?? ''))
    lines.push(`similarity index ${percent}%`, `rename from ${oldPath}`, `rename to ${path}`)
  }
  if (before?.content !== after?.content) {
    const mode = before?.mode === after?.mode ? ` ${before?.mode ?? ''}` : ''
    lines.push(`index ${blobId(before)}..${blobId(after)}${mode}`)
  }
  if (hunks !== '') lines.push(`--- ${named(before, a)}`, `+++ ${named(after, b)}`)
  return `${lines.join('\n')}\n${hunks}`
}

/** A name with a blank ends in a tab, for patch(1). */
const named = (blob: Blob | undefined, name: string): string =>
  blob === undefined ? '/dev/null' : name.includes(' ') ? `${name}\t` : name

const quoted = (path: string): string => Buffer.from(quotedPath(Buffer.from(path))).toString('utf8')

const NO_ID = '0'.repeat(40)

function blobId(blob: Blob | undefined): string {
  if (blob === undefined) return NO_ID
  const bytes = Buffer.from(blob.content)
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** Hunks of a unified diff as git writes them, `''` when nothing differs. */
function diffTexts(before: string, after: string, context: number) {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context })
  const count = (mark: string): number =>
    hunks.flatMap(({ lines }) => lines).filter((line) => line.startsWith(mark)).length
  const range = (start: number, length: number): string =>
    length === 1 ? String(start) : `${length === 0 ? start - 1 : start},${length}`
  const texts = hunks.map(
    ({ oldStart, oldLines, newStart, newLines, lines }) =>
      `@@ -${range(oldStart, oldLines)} +${range(newStart, newLines)} @@\n${lines.map((line) => `${line}\n`).join('')}`,
  )
  return { additions: count('+'), deletions: count('-'), hunks: texts.join('') }
}
