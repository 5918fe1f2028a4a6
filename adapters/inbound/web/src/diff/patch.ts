/** One line of a hunk. Numbers count from 1; `null` on the side that lacks the line. */
export interface PatchLine {
  readonly kind: 'context' | 'added' | 'removed'
  /** Text without marker and line end. A carriage return before the line end is kept. */
  readonly text: string
  readonly oldLine: number | null
  readonly newLine: number | null
  /** True for the last line of a file without a line end. */
  readonly isUnended: boolean
}

export interface Hunk {
  /** First line of each side; 0 when the side has no lines. */
  readonly oldStart: number
  readonly newStart: number
  readonly oldCount: number
  readonly newCount: number
  /** Text after the second `@@`: git names the enclosing function there. */
  readonly section: string
  readonly lines: ReadonlyArray<PatchLine>
}

/** Parsed unified diff of one file. */
export interface Patch {
  /** File mode like `100755`; `null` when the diff lists none. Git lists modes only when they differ. */
  readonly oldMode: string | null
  readonly newMode: string | null
  readonly hunks: ReadonlyArray<Hunk>
}

/** File modes of a submodule commit and of a symbolic link. Source: git-fast-import(1), `filemodify`. */
export const SUBMODULE_MODE = '160000'
export const LINK_MODE = '120000'

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/
const MODE = /^(old mode|new mode|deleted file mode|new file mode|index [0-9a-f]+\.\.[0-9a-f]+) ?(\d{6})?$/

/** Parses the diff of one file. A file that turned into a link has two patches: a removal and an addition. */
export function parsePatches(text: string): ReadonlyArray<Patch> {
  const lines = text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const patches: Patch[] = []
  let at = 0
  while (at < lines.length) {
    const { patch, next } = readPatch(lines, at)
    patches.push(patch)
    at = next
  }
  return patches
}

/** Reads from `from` up to the next `diff --git` line outside of a hunk. */
function readPatch(lines: ReadonlyArray<string>, from: number): { readonly patch: Patch; readonly next: number } {
  const hunks: Hunk[] = []
  let oldMode: string | null = null
  let newMode: string | null = null
  let at = from
  do {
    const line = lines[at] ?? ''
    const head = HUNK.exec(line)
    if (head) {
      const { hunk, next } = readHunk(head, lines, at + 1)
      hunks.push(hunk)
      at = next
      continue
    }
    const [, word = '', mode] = hunks.length === 0 ? (MODE.exec(line) ?? []) : []
    if (mode !== undefined) {
      if (word === 'old mode' || word === 'deleted file mode' || word.startsWith('index')) oldMode = mode
      if (word === 'new mode' || word === 'new file mode' || word.startsWith('index')) newMode = mode
    }
    at += 1
  } while (at < lines.length && !lines[at]?.startsWith('diff --git '))
  return { patch: { oldMode, newMode, hunks }, next: at }
}

/** The header's counts determine the length of a hunk, so that content like `@@` is not parsed as a header. */
function readHunk(
  [, oldStart, oldCount = '1', newStart, newCount = '1', section = '']: ReadonlyArray<string | undefined>,
  all: ReadonlyArray<string>,
  from: number,
): { readonly hunk: Hunk; readonly next: number } {
  const head = {
    oldStart: Number(oldStart),
    oldCount: Number(oldCount),
    newStart: Number(newStart),
    newCount: Number(newCount),
  }
  const lines: PatchLine[] = []
  let oldLine = head.oldStart
  let newLine = head.newStart
  const oldEnd = oldLine + head.oldCount
  const newEnd = newLine + head.newCount
  let at = from
  for (; at < all.length; at += 1) {
    const raw = all[at] ?? ''
    const last = lines.at(-1)
    if (raw.startsWith('\\')) {
      if (last) lines[lines.length - 1] = { ...last, isUnended: true }
      continue
    }
    if (oldLine >= oldEnd && newLine >= newEnd) break
    const line = { text: raw.slice(1), isUnended: false }
    if (raw.startsWith('+')) lines.push({ ...line, kind: 'added', oldLine: null, newLine: newLine++ })
    else if (raw.startsWith('-')) lines.push({ ...line, kind: 'removed', oldLine: oldLine++, newLine: null })
    // Some tools strip the leading space of an empty context line.
    else if (raw.startsWith(' ') || raw === '') {
      lines.push({ ...line, kind: 'context', oldLine: oldLine++, newLine: newLine++ })
    } else break
  }
  return { hunk: { ...head, section, lines }, next: at }
}
