/**
 * Ways in which a command can do lasting harm: it deletes, runs what it downloads, runs as another user, overwrites a remote
 * branch, or writes outside of the folder.
 */
export type RiskKind = 'deletes' | 'runs-download' | 'as-root' | 'force-push' | 'outside'

/** Part of a command in UTF-16 code units, from `from` up to but excluding `to`. */
export interface Risk {
  readonly kind: RiskKind
  readonly from: number
  readonly to: number
}

/** Characters of a command that are looked at. */
const INSPECTED = 100_000

/** Every repetition is bounded, so that a hostile command is read in a moment. */
const PATTERNS: ReadonlyArray<readonly [RiskKind, RegExp]> = [
  ['deletes', /\brm\s{1,9}(?:-\S{1,40}\s{1,9}){0,9}-(?:-recursive\b|[a-zA-Z]{0,9}[rR])[^;&|\n]{0,300}/g],
  ['deletes', /\bfind\b[^;&|\n]{0,300}\s-delete\b/g],
  ['deletes', /\bgit\b[^;&|\n]{0,60}\s(?:clean\s[^;&|\n]{0,60}-[a-zA-Z]{0,9}f|reset\s[^;&|\n]{0,60}--hard)\b/g],
  ['deletes', /\b(?:mkfs(?:\.\w{1,9})?|shred)\s[^;&|\n]{1,300}/g],
  [
    'runs-download',
    /\b(?:curl|wget)\b[^;\n]{0,300}\|\s{0,9}(?:sudo\s{1,9})?(?:\S{0,60}\/)?(?:ba|z|da|k|fi)?(?:sh|python3?|node|perl|ruby)\b/g,
  ],
  [
    'runs-download',
    /\b(?:(?:ba|z|da|k)?sh|eval|source|python3?|node)\b[^;|\n]{0,60}(?:\$\(|<\(|`)\s{0,9}(?:curl|wget)\b/g,
  ],
  ['as-root', /(?<![\w./-])(?:sudo|doas|pkexec|su)(?=\s)/g],
  [
    'force-push',
    /\bgit\b[^;&|\n]{0,60}\spush\b[^;&|\n]{0,120}\s(?:--force(?:-with-lease\S{0,100})?|-[a-zA-Z]{0,9}f|\+\S{1,200})(?=\s|$)/g,
  ],
]

/** Redirections and `tee`, with the path that they write to. */
const WRITES = /(?:>{1,2}\|?|\btee\s(?:-a\s)?)\s{0,9}(["']?)([~/][^\s;&|"']{0,1000})\1/g
const HARMLESS = /^\/dev\/(?:null|stdout|stderr|tty|fd\/\d)$/

/**
 * Risks that can be recognised in the first 100,000 characters of a shell command, in its order; `cwd` is `null` where it
 * is unknown. A hint for readers: a command without risks can still do harm.
 */
export function risksOf(whole: string, cwd: string | null): ReadonlyArray<Risk> {
  const command = whole.slice(0, INSPECTED)
  const found: Risk[] = []
  for (const [kind, pattern] of PATTERNS)
    for (const { index, 0: part } of command.matchAll(pattern))
      found.push({ kind, from: index, to: index + part.length })
  for (const { index, 0: part, 2: path = '' } of command.matchAll(WRITES))
    if (!HARMLESS.test(path) && isOutside(path, cwd))
      found.push({ kind: 'outside', from: index, to: index + part.length })
  return found.sort((one, other) => one.from - other.from || one.to - other.to)
}

/** True for an absolute path, or one in the home folder, that is not in `cwd`. False where `cwd` is unknown. */
export function isOutside(path: string, cwd: string | null): boolean {
  if (cwd === null || !/^[~/]/.test(path)) return false
  const leavesAgain = path.split('/').includes('..')
  return leavesAgain || (path !== cwd && !path.startsWith(cwd.endsWith('/') ? cwd : `${cwd}/`))
}
