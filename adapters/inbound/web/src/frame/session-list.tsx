import { BellOff, GripVertical, Pin } from 'lucide-preact'
import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { railNeedsOnly } from '../app/platform/preferences.js'
import { needOf } from '../app/session-order.js'
import { unread } from '../session/attention.js'
import { groupOf, moveSession, railGroups } from '../session/rail-order.js'
import { route } from '../app/router.js'
import { asOf, marked, shown, stateSince } from '../app/sessions.js'
import { ago, clockOrDay } from '../ui/ago.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { stateWord } from '../ui/session-states.js'
import { WindowList } from '../ui/window-list.js'
import { StatusSign } from '../ui/status.js'
import { useRowDrag } from './row-drag.js'

/** Number of initials that fit beside the status sign in a collapsed rail. */
const INITIALS = 3

/** Heights of rows as the style sheet sets them, in pixels. */
const ROW_PX = 28
const SHEET_ROW_PX = 44

interface Props {
  /** Shows status signs and initials only. */
  readonly compact?: boolean
  /** Shows grips, by which a finger puts the rows into an order. */
  readonly hasGrips?: boolean
  readonly onGo?: () => void
}

/** Running sessions by project. They are put into an order by dragging and by Alt with the arrow keys. */
export function SessionList({ compact, hasGrips, onGo }: Props): VNode {
  const m = messages.value
  const box = useRef<HTMLDivElement>(null)
  const { drop, list, startDrag, grip } = useRowDrag()
  /** Control to focus again, as its row was moved in the document. */
  const moved = useRef<string | null>(null)
  const [placed, setPlaced] = useState('')
  const groups = railGroups.value
  const hasHeadings = groups.some(({ id }) => id !== null)
  const rows = groups.flatMap(({ id, name, sessions }): ReadonlyArray<HubSession | string> => [
    ...(hasHeadings ? [id === null ? m.withoutProject : name] : []),
    ...sessions,
  ])

  useLayoutEffect(() => {
    if (moved.current !== null) box.current?.querySelector<HTMLElement>(moved.current)?.focus()
    moved.current = null
  })

  const onKeyDown = (event: KeyboardEvent, { id, name }: HubSession): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined
    const isGrip = event.target instanceof Element && event.target.closest('.grip') !== null
    if (by === undefined || (!event.altKey && !isGrip)) return
    event.preventDefault()
    event.stopPropagation()
    const place = moveSession(id, by)
    if (place === null) return
    moved.current = `[data-row="${CSS.escape(id)}"] ${isGrip ? '.grip' : 'a'}`
    setPlaced(m.sessionPlaced(shown(name), place, groupOf(id)?.sessions.length ?? 0))
  }

  return (
    <>
      <div ref={box} id="session-list" role="list" class="session-list" aria-label={m.sessions} tabIndex={-1} {...list}>
        {rows.length === 0 && railNeedsOnly.value && <p class="rail-empty faint rail-text">{m.nothingNeedsYou}</p>}
        <WindowList
          scroller={box}
          count={rows.length}
          rowHeight={onGo ? SHEET_ROW_PX : ROW_PX}
          row={(at) => {
            const row = rows[at]
            if (row === undefined) return null
            if (typeof row === 'string') {
              return (
                <div
                  key={`group ${row}`}
                  role="listitem"
                  class="rail-group ellipsis flex faint text-1"
                  data-tip={compact ? row : undefined}
                >
                  <h3 class="rail-text">{row}</h3>
                </div>
              )
            }
            const { id } = row
            return (
              <div
                role="listitem"
                key={id}
                data-row={id}
                class={drop?.id === id ? `drop-${drop.edge}` : ''}
                onKeyDown={(event) => onKeyDown(event, row)}
                onDragStart={(event) => startDrag(event, row)}
              >
                <SessionLink session={row} compact={compact} onGo={onGo} />
                {hasGrips && (
                  <button
                    type="button"
                    class="icon-button grip centre-items grid rigid"
                    aria-label={m.moveSession(shown(row.name))}
                    {...grip(id)}
                  >
                    <Icon of={GripVertical} />
                  </button>
                )}
              </div>
            )
          }}
        />
      </div>
      <span class="visually-hidden" role="status">
        {placed}
      </span>
    </>
  )
}

interface LinkProps {
  readonly session: HubSession
  readonly compact: boolean | undefined
  readonly onGo: (() => void) | undefined
}

function SessionLink({ session, compact, onGo }: LinkProps): VNode {
  const m = messages.value
  const here = route.value
  const { name, pinned, muted } = session
  const need = needOf(session)
  const since = stateSince(session)
  const recalled = asOf(session)
  const time = recalled === null ? since && ago(since) : m.asOf(clockOrDay(recalled))
  return (
    <Link
      to={{ page: 'terminal', session: name }}
      class={`rail-item full-width align-left cluster gap-10 relative bare round faint pressable ${marked.value.has(name) ? 'marked' : ''}`}
      current={here.page === 'terminal' && here.session === name}
      tip={compact ? `${shown(name)} · ${stateWord(need)}` : undefined}
      {...(compact ? { label: `${shown(name)}, ${stateWord(need)}` } : {})}
      {...(onGo ? { onGo } : {})}
    >
      <span class="rail-sign centre-items grid rigid">
        <StatusSign need={need} />
      </span>
      <span
        class={`rail-text session-name proportional ellipsis shrink bold ${unread.value.has(name) ? 'unread' : ''}`}
      >
        {shown(name)}
      </span>
      <span class="visually-hidden">{stateWord(need)}</span>
      {compact && <span class="rail-initials clip nowrap">{shown(name).slice(0, INITIALS)}</span>}
      {muted && (
        <span class="rail-text faint">
          <Icon of={BellOff} size={12} />
        </span>
      )}
      {pinned && (
        <span class="rail-text faint">
          <Icon of={Pin} size={12} />
        </span>
      )}
      {time !== null && <span class="rail-text rail-count rigid faint text-1">{time}</span>}
    </Link>
  )
}
