import './terminal.css'
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { ApprovalDock } from '../approvals/approval-dock.js'
import { equalSizes, sharesOf, type LayoutSizes } from '../app/routing/layout-sizes.js'
import { isTouch } from '../app/appearance.js'
import { useSessionKeys } from '../session/identity.js'
import { route } from '../app/router.js'
import { takeKeys } from '../app/terminal-keys.js'
import { hasRoomFor, resizeTerminals, shownLayout, tabbedTerminals, terminalRoom } from '../app/terminal-layout.js'
import { TerminalTabs } from './layout/terminal-tabs.js'
import { KeyRow } from './input/key-row.js'
import { LayoutBorders } from './layout/layout-borders.js'
import type { LiveTerminal } from './live-terminal.js'
import { TerminalPane } from './terminal-pane.js'

/**
 * Terminal of a session, alone or among those that the layout shows beside it; where these have no room, they are tabs.
 * Only what is shown is connected.
 */
export function TerminalPage({ session }: { readonly session: string }): VNode {
  const panes = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => measure(panes.current), [])
  const here = route.value
  const layout = shownLayout()
  const names = layout?.flat() ?? [session]
  const [dragged, setDragged] = useState<LayoutSizes | null>(null)
  const chosen = dragged ?? (here.page === 'terminal' ? here.sizes : undefined)
  const sizes = layout && (chosen && hasRoomFor(chosen) ? chosen : equalSizes(layout))
  const shares = layout && sizes && sharesOf(layout, sizes)
  const keys = useSessionKeys(names)
  const [active, setActive] = useState<LiveTerminal | null>(null)

  useEffect(() => (active === null ? undefined : takeKeys(active.type, active.focus)), [active])

  return (
    <div class="terminal-page stack spring">
      <TerminalTabs names={tabbedTerminals()} current={session} />
      <div ref={panes} class={`terminal-panes shrink-y spring ${layout ? 'is-split' : ''}`}>
        {layout && sizes && (
          <LayoutBorders
            layout={layout}
            sizes={sizes}
            onMove={(moved) => {
              if (hasRoomFor(moved)) setDragged(moved)
            }}
            onMoved={(moved) => {
              setDragged(null)
              if (moved === null || hasRoomFor(moved)) resizeTerminals(moved)
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

/** Measures the room for terminals, now and whenever it changes. Returns a function that ends it. */
function measure(panes: HTMLElement | null): (() => void) | undefined {
  if (panes === null) return undefined
  const look = (): void => void (terminalRoom.value = panes.clientWidth)
  look()
  const observer = new ResizeObserver(look)
  observer.observe(panes)
  return () => observer.disconnect()
}
