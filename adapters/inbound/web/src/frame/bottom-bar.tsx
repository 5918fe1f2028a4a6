import { LayoutGrid, List, Plus, Search, Settings, type LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { NEW_SESSION, OVERVIEW, type Route } from '../logic/route.js'
import { closeOverlay, openPalette, overlay } from '../state/overlays.js'
import { go, route } from '../state/router.js'
import { Icon } from '../ui/icon.js'
import { Sheet } from '../ui/sheet.js'
import { SessionList } from './session-list.js'

/** The places on a phone, within reach of a thumb. */
export function BottomBar(): VNode {
  const m = messages.value
  const { page } = route.value
  const place = (to: Route) => (): void => {
    go(to)
  }
  return (
    <>
      <nav class="bottom-bar" aria-label={m.mainNavigation}>
        <Place icon={LayoutGrid} label={m.overview} current={page === 'overview'} onPress={place(OVERVIEW)} />
        <Place
          icon={List}
          label={m.sessions}
          current={overlay.value === 'sessions-sheet'}
          onPress={() => {
            overlay.value = 'sessions-sheet'
          }}
        />
        <Place icon={Plus} label={m.newSession} onPress={place(NEW_SESSION)} />
        <Place icon={Search} label={m.search} onPress={openPalette} />
        <Place icon={Settings} label={m.settings} current={page === 'settings'} onPress={place({ page: 'settings' })} />
      </nav>
      {overlay.value === 'sessions-sheet' && (
        <Sheet label={m.sessions} onClose={closeOverlay}>
          <SessionList onGo={closeOverlay} />
        </Sheet>
      )}
    </>
  )
}

interface PlaceProps {
  readonly icon: LucideIcon
  readonly label: string
  readonly current?: boolean
  readonly onPress: () => void
}

function Place({ icon, label, current, onPress }: PlaceProps): VNode {
  return (
    <button type="button" class="place" aria-current={current ? 'page' : undefined} onClick={onPress}>
      <Icon of={icon} size={20} />
      <span>{label}</span>
    </button>
  )
}
