import { Ellipsis, GripVertical, Inbox, LayoutGrid, List, Plus, Search, type LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { NEW_SESSION, OVERVIEW, type Route } from '../app/routing/route.js'
import { closeOverlay, openPalette, overlay } from '../app/overlays.js'
import { go, route } from '../app/router.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { Link } from '../ui/link.js'
import { Sheet } from '../ui/sheet.js'
import { isAt, places } from '../app/routing/places.js'
import { PlaceCount } from './place-count.js'
import { SessionListButtons } from './session-list-buttons.js'
import { SessionList } from './session-list.js'

/** Navigation bar at the bottom of narrow screens. */
export function BottomBar(): VNode {
  const m = messages.value
  const { page } = route.value
  const place = (to: Route) => (): void => go(to)
  return (
    <>
      <nav class="bottom-bar grid rigid line-above surface" aria-label={m.mainNavigation}>
        <Place icon={LayoutGrid} label={m.overview} current={page === 'overview'} onPress={place(OVERVIEW)} />
        <Place
          icon={List}
          label={m.sessions}
          current={overlay.value === 'sessions-sheet'}
          onPress={() => (overlay.value = 'sessions-sheet')}
        />
        <Place icon={Plus} label={m.newShort} name={m.newNamed} onPress={place(NEW_SESSION)} />
        <Place
          icon={Inbox}
          label={m.needsYou}
          count={<PlaceCount page="approvals" />}
          current={page === 'approvals'}
          onPress={place({ page: 'approvals' })}
        />
        <Place
          icon={Ellipsis}
          label={m.morePlaces}
          current={!ON_BAR.has(page) || overlay.value === 'places-sheet'}
          onPress={() => (overlay.value = 'places-sheet')}
        />
      </nav>
      {overlay.value === 'sessions-sheet' && <SessionsSheet />}
      {overlay.value === 'places-sheet' && <PlacesSheet />}
    </>
  )
}

/** Pages with an entry of their own on the bar. */
const ON_BAR: ReadonlySet<Route['page']> = new Set(['overview', 'approvals'])

/** Sheet with the running sessions, which are dragged into an order by grips. */
function SessionsSheet(): VNode {
  const m = messages.value
  const [hasGrips, setGrips] = useState(false)
  const tools = (
    <>
      <SessionListButtons />
      <IconButton icon={GripVertical} label={m.orderSessions} pressed={hasGrips} onPress={() => setGrips(!hasGrips)} />
    </>
  )
  return (
    <Sheet label={m.sessions} tools={tools} onClose={closeOverlay}>
      <SessionList hasGrips={hasGrips} onGo={closeOverlay} />
    </Sheet>
  )
}

/** Sheet with the pages that are not on the bar. */
function PlacesSheet(): VNode {
  const m = messages.value
  return (
    <Sheet label={m.morePlaces} onClose={closeOverlay}>
      <nav class="session-list">
        <button
          type="button"
          class="rail-item full-width align-left cluster gap-10 relative bare round faint pressable"
          onClick={() => {
            closeOverlay()
            openPalette()
          }}
        >
          <Icon of={Search} />
          <span>{m.search}</span>
        </button>
        {places()
          .filter(({ to }) => !ON_BAR.has(to.page))
          .map((one) => (
            <Link
              key={one.letter}
              to={one.to}
              class="rail-item full-width align-left cluster gap-10 relative bare round faint pressable"
              current={isAt(one, route.value)}
              onGo={closeOverlay}
            >
              <Icon of={one.icon} />
              <span>{one.label}</span>
              <PlaceCount page={one.to.page} />
            </Link>
          ))}
      </nav>
    </Sheet>
  )
}

interface PlaceProps {
  readonly icon: LucideIcon
  readonly label: string
  /** Accessible name, when the label is an abbreviation. */
  readonly name?: string
  readonly current?: boolean
  /** Badge with the number of pending items. */
  readonly count?: VNode
  readonly onPress: () => void
}

function Place({ icon, label, name, count, current, onPress }: PlaceProps): VNode {
  return (
    <button
      type="button"
      class="place grid gap-2 shrink relative bare faint text-0"
      aria-label={name}
      aria-current={current ? 'page' : undefined}
      onClick={onPress}
    >
      <Icon of={icon} size={20} />
      <span>
        {label} {count}
      </span>
    </button>
  )
}
