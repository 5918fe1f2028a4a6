import type { VNode } from 'preact'
import { parseStyledRows } from '../../../../../domain/terminal/styled-row.js'
import { terminalCursor, terminalCursorBlinks } from '../app/platform/preferences.js'
import { terminalText, terminalTheme } from '../screen/terminal-look.js'
import { runStyle } from '../screen/run-style.js'

/** Screen of a coding agent, a diff and a prompt. */
const ROWS = parseStyledRows([
  '\u001b[1m⏺ Update\u001b[0m(\u001b[36msrc/cart.ts\u001b[0m)  \u001b[2m✻ Thinking…\u001b[0m',
  '  \u001b[2m⎿\u001b[0m  \u001b[31m- if (total !== 0 && items >= 1)\u001b[0m',
  '     \u001b[32m+ const sum = items.map((x) => x.price)\u001b[0m',
  '\u001b[33m●\u001b[0m 3 tests \u001b[92m✔\u001b[0m \u001b[91m✘\u001b[0m  \u001b[44m main \u001b[0m\u001b[34m\ue0b0\u001b[0m \u001b[35m\ue0a0 feat/cart\u001b[0m',
  '\u001b[32m❯\u001b[0m npm test ',
])

/** Height of a line of the shipped font, in parts of its size. */
const LINE_OF_FONT = 1.32

/** Preview of terminals with the chosen look. It is plain text, because an emulator delays the page. */
export function TerminalSample(): VNode {
  const theme = terminalTheme.value
  const { lineHeight, ...text } = terminalText.value
  const look = {
    ...text,
    background: theme.background,
    color: theme.foreground,
    lineHeight: lineHeight * LINE_OF_FONT,
  }
  return (
    <pre class="terminal-sample clip box" aria-hidden="true" style={look}>
      {ROWS.map((row, at) => (
        <div key={at}>
          {row.map((run, index) => (
            <span key={index} style={runStyle(run, theme)}>
              {run.text}
            </span>
          ))}
          {at === ROWS.length - 1 && (
            <span
              class={`sample-cursor ${terminalCursor.value} ${terminalCursorBlinks.value ? 'blinks' : ''}`}
              style={{ color: theme.cursor }}
            />
          )}
        </div>
      ))}
    </pre>
  )
}
