import type { Terminal } from '@xterm/xterm'

/** What the terminal shows right now, as plain lines without the blank ones at its foot. */
export function screenText({ buffer: { active }, rows }: Terminal): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
  )
  return lines.join('\r\n').trimEnd()
}
