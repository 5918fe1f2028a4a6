import ignore from 'ignore'

/** Verdict of one folder's rules on a path below it; `null` when no rule matches. */
export type FolderRules = (path: string) => 'ignored' | 'kept' | null

/** Longer lists were not written by hand. */
const MAX_RULES = 1_000
/**
 * The regular expressions that rules become try every way to share a name among wildcards: with more of either kind in a
 * rule, a name made for it takes seconds. Rules in use have two.
 */
const MAX_STARS = 2
const MAX_DOUBLE_STARS = 2
/** Limit of cached paths; the package caches every requested path. */
const MAX_REMEMBERED = 5_000

/**
 * Reads a `.gitignore` according to gitignore(5). Rules with excessive matching time are left out. Returns `null` when
 * no rule remains.
 */
export function readRules(text: string): FolderRules | null {
  const rules = text.split(/\r?\n/).slice(0, MAX_RULES).filter(isUsable)
  if (rules.length === 0) return null
  const make = (): ReturnType<typeof ignore> => ignore().add(rules)
  let matcher = make()
  let asked = 0
  return (path) => {
    asked += 1
    if (asked % MAX_REMEMBERED === 0) matcher = make()
    const { ignored, unignored } = matcher.test(path)
    if (ignored) return 'ignored'
    return unignored ? 'kept' : null
  }
}

function isUsable(rule: string): boolean {
  if (rule.trim() === '' || rule.startsWith('#')) return false
  const runs = rule.match(/\*+/g) ?? []
  const doubled = runs.filter((run) => run.length > 1).length
  return doubled <= MAX_DOUBLE_STARS && runs.length - doubled <= MAX_STARS
}
