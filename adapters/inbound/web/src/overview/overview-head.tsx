import { CalendarDays, Grid2x2, LayoutGrid, Plus, Rows3 } from 'lucide-preact'
import type { VNode } from 'preact'
import { Header } from '../ui/header.js'
import { messages } from '../app/texts/messages.js'
import { needOf, type Need } from '../app/session-order.js'
import { NEW_SESSION, TODAY } from '../app/routing/route.js'
import { isNarrow } from '../app/appearance.js'
import { density } from '../app/platform/preferences.js'
import { go } from '../app/router.js'
import { sessions } from '../app/sessions.js'
import { FilterField } from '../ui/filter-field.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { StateMark } from '../ui/status.js'
import { IconButton } from '../ui/icon-button.js'
import { filter, setFilter } from './overview-state.js'
import { canWatch, watch } from '../session/watch.js'

/** Header of the overview: number of waiting sessions, filter, density and a button for a new session. */
export function OverviewHead(): VNode {
  const m = messages.value
  return (
    <Header title={m.overview}>
      <Summary />
      <FilterField label={m.filterSessions} text={filter.value} onText={setFilter} />
      <Link to={TODAY} class="icon-button overview-today" label={m.today} tip={m.today}>
        <Icon of={CalendarDays} />
      </Link>
      <span class="segments" role="group" aria-label={m.density}>
        <IconButton
          icon={LayoutGrid}
          label={m.tiles}
          shortcut="D"
          pressed={density.value === 'tiles'}
          onPress={() => (density.value = 'tiles')}
        />
        <IconButton
          icon={Rows3}
          label={m.rows}
          shortcut="D"
          pressed={density.value === 'rows'}
          onPress={() => (density.value = 'rows')}
        />
      </span>
      {canWatch.value && <IconButton icon={Grid2x2} label={m.watchHint} shortcut="W" onPress={watch} />}
      {!isNarrow.value && (
        <button
          type="button"
          class="button primary in-rail"
          data-tip={m.newSession}
          data-shortcut="N"
          onClick={() => go(NEW_SESSION)}
        >
          <Icon of={Plus} />
          {m.newSession}
        </button>
      )}
    </Header>
  )
}

/** States that are counted in the header. */
const COUNTED = ['waiting', 'failed', 'retrying', 'working'] as const satisfies ReadonlyArray<Need>

function Summary(): VNode | null {
  const m = messages.value
  const all = sessions.value
  if (!all) return null
  const counts = COUNTED.map((need) => [need, all.filter((session) => needOf(session) === need).length] as const)
  return (
    <p class="summary flex wrap gap-12 fill clip faint nowrap" role="status">
      {counts.map(
        ([need, count]) =>
          count > 0 && (
            <StateMark key={need} need={need}>
              {count}
            </StateMark>
          ),
      )}
      <span>{m.summary(all.filter(({ status }) => status !== 'dormant').length)}</span>
    </p>
  )
}
