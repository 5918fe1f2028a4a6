/** One line of a hunk. Numbers count from 1; `null` on the side that lacks the line. */
export interface PatchLine {
  readonly kind: 'context' | 'added' | 'removed'
  /** Without its marker and line end; a carriage return before the line end stays. */
  readonly text: string
  readonly oldLine: number | null
  readonly newLine: number | null
  /** It is the last of its file, and no line end follows. */
  readonly isUnended: boolean
}

export interface Hunk {
  /** First line of each side; 0 when the side has none here. */
  readonly oldStart: number
  readonly newStart: number
  readonly oldCount: number
  readonly newCount: number
  /** What git names behind the second `@@`: the function that the hunk is in. */
  readonly section: string
  readonly lines: ReadonlyArray<PatchLine>
}

/** What a unified diff says about a file. */
export interface Patch {
  /** `100755`; `null` where the diff does not tell. Equal modes are told for none. */
  readonly oldMode: string | null
  readonly newMode: string | null
  readonly hunks: ReadonlyArray<Hunk>
}

/** Mode of a commit of another repository, and of a symbolic link. git-fast-import(1), `filemodify`. */
export const SUBMODULE_MODE = '160000'
export const LINK_MODE = '120000'

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/
const MODE = /^(old mode|new mode|deleted file mode|new file mode|index [0-9a-f]+\.\.[0-9a-f]+) ?(\d{6})?$/

/** Reads one file's part. A file that turned into a link has two: one that removes it and one that makes it. */
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

/** From `at` up to the next `diff --git` that is no content of a hunk. */
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

/** The counts of its head say how far a hunk goes, so that its content may look like anything. */
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
    // Some tools cut the blank off an empty line of context.
    else if (raw.startsWith(' ') || raw === '') {
      lines.push({ ...line, kind: 'context', oldLine: oldLine++, newLine: newLine++ })
    } else break
  }
  return { hunk: { ...head, section, lines }, next: at }
}
