import './terminal.css'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { ApprovalDock } from '../approvals/approval-dock.js'
import { equalSizes, sharesOf, type LayoutSizes } from '../app/routing/layout-sizes.js'
import { isTouch } from '../app/appearance.js'
import { useSessionKeys } from '../session/identity.js'
import { route } from '../app/router.js'
import { takeKeys } from '../app/terminal-keys.js'
import { rememberLayout, resizeTerminals, shownLayout, shownSizes } from '../app/terminal-layout.js'
import { KeyRow } from './input/key-row.js'
import { LayoutBorders } from './layout/layout-borders.js'
import type { LiveTerminal } from './live-terminal.js'
import { TerminalPane } from './terminal-pane.js'

/** Terminal of a session, alone or among those that the layout shows beside it. Only what is shown is connected. */
export function TerminalPage({ session }: { readonly session: string }): VNode {
  const layout = shownLayout()
  const names = layout?.flat() ?? [session]
  const [dragged, setDragged] = useState<LayoutSizes | null>(null)
  const sizes = layout && (dragged ?? shownSizes() ?? equalSizes(layout))
  const shares = layout && sizes && sharesOf(layout, sizes)
  const keys = useSessionKeys(names)
  const [active, setActive] = useState<LiveTerminal | null>(null)

  useEffect(rememberLayout, [route.value])
  useEffect(() => (active === null ? undefined : takeKeys(active.type, active.focus)), [active])

  return (
    <div class="terminal-page stack spring">
      <div class={`terminal-panes shrink-y spring ${layout ? 'is-split' : ''}`}>
        {layout && sizes && (
          <LayoutBorders
            layout={layout}
            sizes={sizes}
            onMove={setDragged}
            onMoved={(moved) => {
              setDragged(null)
              resizeTerminals(moved)
            }}
          />
        )}
        {names.map((name, at) => (
          <TerminalPane
            key={keys[at]}
            session={name}
            share={shares?.[at] ?? null}
            isActive={name === session}
            onActive={setActive}
          />
        ))}
      </div>
      <ApprovalDock session={session} shown={names} />
      {active && isTouch.value && <KeyRow live={active} />}
    </div>
  )
}
