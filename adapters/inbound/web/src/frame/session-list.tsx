import { BellOff, Pin } from 'lucide-preact'
import type { VNode } from 'preact'
import { useRef } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { needOf, pinnedFirst } from '../state/session-order.js'
import { unread } from '../state/attention.js'
import { dragSession } from '../state/dragged-session.js'
import { route } from '../state/router.js'
import { asOf, marked, sessions, shown, stateSince } from '../state/sessions.js'
import { ago, clockOrDay } from '../ui/ago.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { WindowList } from '../ui/window-list.js'
import { StatusSign } from '../ui/status.js'

/** Number of initials that fit beside the status sign in a collapsed rail. */
const INITIALS = 3

/** Heights of rows as the style sheet sets them, in pixels. */
const ROW_PX = 28
const SHEET_ROW_PX = 44

interface Props {
  /** Shows status signs and initials only. */
  readonly compact?: boolean
  readonly onGo?: () => void
}

/** All running sessions, pinned ones first. */
export function SessionList({ compact, onGo }: Props): VNode {
  const m = messages.value
  const box = useRef<HTMLDivElement>(null)
  const here = route.value
  const live = (sessions.value ?? []).filter(({ status }) => status !== 'dormant').sort(pinnedFirst)

  return (
    <div ref={box} role="list" class="session-list" aria-label={m.sessions}>
      <WindowList
        scroller={box}
        count={live.length}
        rowHeight={onGo ? SHEET_ROW_PX : ROW_PX}
        row={(at) => {
          const session = live[at]
          if (session === undefined) return null
          const { name, pinned, muted } = session
          const need = needOf(session)
          const since = stateSince(session)
          const recalled = asOf(session)
          const time = recalled === null ? since && ago(since) : m.asOf(clockOrDay(recalled))
          return (
            <div
              role="listitem"
              key={name}
              onDragStart={(event) => {
                dragSession(event, name)
              }}
            >
              <Link
                to={{ page: 'terminal', session: name }}
                class={`rail-item ${marked.value.has(name) ? 'marked' : ''}`}
                current={here.page === 'terminal' && here.session === name}
                tip={compact ? `${shown(name)} · ${m[need]}` : undefined}
                {...(compact ? { label: `${shown(name)}, ${m[need]}` } : {})}
                {...(onGo ? { onGo } : {})}
              >
                <span class="rail-sign">
                  <StatusSign need={need} />
                </span>
                <span class={`rail-text session-name ${unread.value.has(name) ? 'unread' : ''}`}>{shown(name)}</span>
                <span class="visually-hidden">{m[need]}</span>
                {compact && <span class="rail-initials">{shown(name).slice(0, INITIALS)}</span>}
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
                {time !== null && <span class="rail-text rail-count">{time}</span>}
              </Link>
            </div>
          )
        }}
      />
    </div>
  )
}
