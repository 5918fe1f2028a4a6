/** Run of visible text, or the name of one invisible character. */
export interface VisibleRun {
  readonly text: string
  readonly isName: boolean
}

/**
 * Characters that are invisible or change the display of other text: control characters except newline and tab,
 * characters that control writing direction, join, hide or have no width, tags, private and unassigned characters, lone
 * surrogates, and spaces other than U+0020. Unicode 15, general categories Cc, Cf, Co, Cn, Cs, Zl, Zp and Zs.
 */
const UNSEEN =
  /(?![\n\t ])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Zs}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu

/** Splits a text so that every character can be displayed, because the operator must be able to read what will run. */
export function visibleRuns(text: string): ReadonlyArray<VisibleRun> {
  const runs: VisibleRun[] = []
  let from = 0
  for (const { 0: character, index } of text.matchAll(UNSEEN)) {
    if (index > from) runs.push({ text: text.slice(from, index), isName: false })
    runs.push({ text: nameOf(character), isName: true })
    from = index + character.length
  }
  if (from < text.length) runs.push({ text: text.slice(from), isName: false })
  return runs
}

/** Text with the invisible characters replaced by their names: `rm ⟨U+202E⟩x`. */
export const visibleText = (text: string): string => text.replace(UNSEEN, nameOf)

const nameOf = (character: string): string =>
  `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`
