/** A run of text: as it is, or the name of one character that would not show. */
export interface VisibleRun {
  readonly text: string
  readonly isName: boolean
}

/**
 * What does not show, or changes how other text shows: control characters but for newline and tab, everything that
 * steers writing direction, joins, hides or takes no room, tags and private or unassigned characters, lone surrogates,
 * and spaces that are not the one on the keyboard. Unicode 15, general categories Cc, Cf, Co, Cn, Cs, Zl, Zp and Zs.
 */
const UNSEEN =
  /(?![\n\t ])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Zs}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu

/** Splits a text so that everything in it can be seen: a person must read what a program will run. */
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

/** The same as one text: `rm ⟨U+202E⟩x`. */
export const visibleText = (text: string): string => text.replace(UNSEEN, nameOf)

const nameOf = (character: string): string =>
  `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`
