import type { VNode } from 'preact'
import type { Screen } from './previews.js'
import { runStyle } from './run-style.js'
import { terminalTheme } from './terminal-look.js'

/** Screen in the palette of the terminals; plain from hubs that send no looks. */
export function StyledScreen({ shown }: { readonly shown: Screen }): VNode {
  const theme = terminalTheme.value
  return (
    <code class="styled-screen as-block" style={{ background: theme.background, color: theme.foreground }}>
      {(shown.styled ?? shown.lines.map((text) => [{ text }])).map((row, at) => (
        <span key={at} class="styled-row as-block">
          {row.map((run, index) => (
            <span key={index} style={runStyle(run, theme)}>
              {run.text}
            </span>
          ))}
        </span>
      ))}
    </code>
  )
}
