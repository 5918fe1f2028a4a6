/** True when the rows show exactly this text. Between two rows any blanks of the text may be missing, and nowhere else. */
export function isDrawn(rows: ReadonlyArray<string>, text: string): boolean {
  let at = 0
  const skipBlanks = (): void => {
    while (at < text.length && text[at]?.trim() === '') at += 1
  }
  for (const row of rows) {
    skipBlanks()
    const words = row.trim()
    if (!text.startsWith(words, at)) return false
    at += words.length
  }
  skipBlanks()
  return at === text.length
}
