import type { Terminal } from '@xterm/xterm'

/** Visible lines of a terminal as plain text, without trailing blank lines. */
export function screenText({ buffer: { active }, rows }: Terminal): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
  )
  return lines.join('\r\n').trimEnd()
}
