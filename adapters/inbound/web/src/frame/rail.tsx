import { PanelLeftClose, PanelLeftOpen, Plus, Search } from 'lucide-preact'
import { signal } from '@preact/signals'
import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { NEW_SESSION, OVERVIEW } from '../app/routing/route.js'
import { openPalette } from '../app/overlays.js'
import { isTight } from '../app/appearance.js'
import { railCollapsed } from '../app/platform/preferences.js'
import { go, route } from '../app/router.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { Link } from '../ui/link.js'
import { RailGauge } from '../usage/rail-gauge.js'
import { Mark } from '../ui/mark.js'
import { isAt, places, type Place } from '../app/routing/places.js'
import { PlaceCount } from './place-count.js'
import { SessionListButtons } from './session-list-buttons.js'
import { SessionList } from './session-list.js'
import { Keys } from '../ui/keys.js'

/** True while the rail was opened in a window where it is collapsed by itself. */
const openedTight = signal(false)

/** Rail with pages, sessions and the limits. */
export function Rail(): VNode {
  const m = messages.value
  const collapsed = isTight.value ? !openedTight.value : railCollapsed.value
  const all = places()
  const top = all.slice(0, -1)
  const settings = all.at(-1)
  const tip = (text: string): string | undefined => (collapsed ? text : undefined)

  return (
    <nav class={`rail stack rigid surface ${collapsed ? 'collapsed' : ''}`} aria-label={m.mainNavigation}>
      <div class="rail-top cluster between">
        <Link to={OVERVIEW} class="brand rounded cluster gap-10 bold" label="Penates">
          <Mark />
          <span class="rail-text">Penates</span>
        </Link>
        <IconButton
          icon={collapsed ? PanelLeftOpen : PanelLeftClose}
          label={collapsed ? m.expandRail : m.collapseRail}
          onPress={() => {
            if (isTight.value) openedTight.value = collapsed
            else railCollapsed.value = !collapsed
          }}
        />
      </div>
      <div class="rail-places grid">
        <button
          type="button"
          class="rail-item full-width align-left cluster gap-10 relative bare round faint pressable"
          data-tip={tip(m.search)}
          aria-label={tip(m.search)}
          onClick={openPalette}
        >
          <Icon of={Search} />
          <span class="rail-text">{m.search}</span>
          <Keys of="Ctrl K" class="rail-text" isHidden />
        </button>
        {top.map((place) => (
          <RailPlace key={place.letter} place={place} collapsed={collapsed} />
        ))}
      </div>
      <div class="rail-heading cluster between">
        <h2 class="rail-text">{m.sessions}</h2>
        <SessionListButtons />
        <IconButton icon={Plus} label={m.newSession} shortcut="N" onPress={() => go(NEW_SESSION)} />
      </div>
      <SessionList compact={collapsed} />
      <div class="rail-foot grid line-above">
        <RailGauge collapsed={collapsed} />
        {settings && <RailPlace place={settings} collapsed={collapsed} />}
      </div>
    </nav>
  )
}

interface PlaceProps {
  readonly place: Place
  readonly collapsed: boolean
}

function RailPlace({ place, collapsed }: PlaceProps): VNode {
  const { to, label, icon } = place
  return (
    <Link
      to={to}
      class="rail-item full-width align-left cluster gap-10 relative bare round faint pressable"
      current={isAt(place, route.value)}
      tip={collapsed ? label : undefined}
      {...(collapsed ? { label } : {})}
    >
      <Icon of={icon} />
      <span class="rail-text">{label}</span>
      <PlaceCount page={to.page} />
    </Link>
  )
}
