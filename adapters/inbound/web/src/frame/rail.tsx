import { LayoutGrid, PanelLeftClose, PanelLeftOpen, Plus, Search, Settings, ShieldQuestion } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { NEW_SESSION, OVERVIEW } from '../logic/route.js'
import { approvals } from '../state/approvals.js'
import { openPalette } from '../state/overlays.js'
import { railCollapsed } from '../state/preferences.js'
import { go, route } from '../state/router.js'
import { reach, sessions } from '../state/sessions.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { Link } from '../ui/link.js'
import { Mark } from './mark.js'
import { SessionList } from './session-list.js'

/** Places, sessions, and whether the hub is there. */
export function Rail(): VNode {
  const m = messages.value
  const collapsed = railCollapsed.value
  const { page } = route.value
  const live = sessions.value?.filter(({ status }) => status !== 'dormant').length
  const tip = (text: string): string | undefined => (collapsed ? text : undefined)

  return (
    <nav class={`rail ${collapsed ? 'collapsed' : ''}`} aria-label={m.mainNavigation}>
      <div class="rail-top">
        <Link to={OVERVIEW} class="brand" label="Penates">
          <Mark />
          <span class="rail-text">Penates</span>
        </Link>
        <IconButton
          icon={collapsed ? PanelLeftOpen : PanelLeftClose}
          label={collapsed ? m.expandRail : m.collapseRail}
          onPress={() => {
            railCollapsed.value = !collapsed
          }}
        />
      </div>
      <div class="rail-places">
        <button type="button" class="rail-item" data-tip={tip(m.search)} aria-label={m.search} onClick={openPalette}>
          <Icon of={Search} />
          <span class="rail-text">{m.search}</span>
          <kbd class="rail-text">Ctrl K</kbd>
        </button>
        <Link to={OVERVIEW} class="rail-item" current={page === 'overview'} tip={tip(m.overview)} label={m.overview}>
          <Icon of={LayoutGrid} />
          <span class="rail-text">{m.overview}</span>
          {live !== undefined && <span class="rail-count rail-text">{live}</span>}
        </Link>
        <Link
          to={{ page: 'approvals' }}
          class="rail-item"
          current={page === 'approvals'}
          tip={tip(m.approvals)}
          label={m.approvals}
        >
          <Icon of={ShieldQuestion} />
          <span class="rail-text">{m.approvals}</span>
          {approvals.value.length > 0 && <span class="rail-count rail-text asks">{approvals.value.length}</span>}
        </Link>
      </div>
      <div class="rail-heading">
        <h2 class="rail-text">{m.sessions}</h2>
        <IconButton
          icon={Plus}
          label={m.newSession}
          shortcut="N"
          onPress={() => {
            go(NEW_SESSION)
          }}
        />
      </div>
      <SessionList compact={collapsed} />
      <div class="rail-foot">
        <Link
          to={{ page: 'settings' }}
          class="rail-item"
          current={page === 'settings'}
          tip={tip(m.settings)}
          label={m.settings}
        >
          <Icon of={Settings} />
          <span class="rail-text">{m.settings}</span>
        </Link>
        <span class={`reach ${reach.value}`} role="status" data-tip={tip(m[reach.value])}>
          <span class="reach-dot" aria-hidden="true" />
          <span class="rail-text">{m[reach.value]}</span>
        </span>
      </div>
    </nav>
  )
}
