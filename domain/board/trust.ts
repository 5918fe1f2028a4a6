/**
 * Whether a screen is the CLI's question, asked before anything else, whether it may work in a folder, with its first
 * answer, yes, under the cursor. Nothing is below it: once an agent is there, its prompt is below all that it prints.
 * Claude Code 2.1 words it in two ways.
 */
export function isTrustQuestion(rows: ReadonlyArray<string>): boolean {
  const asks = rows.some((row) => /\btrust (?:the files in )?this folder\b/i.test(row))
  const offers = rows.some((row) => /^[\s│]*❯\s*1\.\s*Yes\b/i.test(row))
  const last = rows.findLast((row) => row.trim() !== '') ?? ''
  return asks && offers && /\bEnter to confirm\b/i.test(last)
}
