import { ChevronRight } from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubSession } from '../app/hub/hub.js'
import { rowSort } from '../app/platform/preferences.js'
import { Icon } from '../ui/icon.js'
import { LazyBlock } from '../ui/lazy-block.js'
import { SessionRow } from './session-row.js'
import { SessionTile } from './session-tile.js'

interface Props {
  readonly title: string
  readonly hint?: string
  readonly sessions: ReadonlyArray<HubSession>
  readonly as: 'tiles' | 'rows'
  /** Without `onToggle` the group is always open. */
  readonly open?: boolean
  readonly onToggle?: () => void
}

/** Height of an item until it is drawn, in pixels. */
const TILE_PX = 222
const ROW_PX = 34
/** Items of the first screen. */
const DRAWN_AT_ONCE = { tiles: 12, rows: 30 }

/** Group of sessions with a title. Less important groups can be collapsed. */
export function Group({ title, hint, sessions, as, open = true, onToggle }: Props): VNode | null {
  if (sessions.length === 0) return null
  const Item = as === 'tiles' ? SessionTile : SessionRow
  return (
    <section class="group" aria-label={title}>
      {onToggle ? (
        <h2>
          <button
            type="button"
            class="fold rounded cluster gap-6 rigid bare bold pressable"
            aria-expanded={open}
            onClick={onToggle}
          >
            <Icon of={ChevronRight} />
            {title} <span class="count">{sessions.length}</span>
          </button>
          <span class="hint group-hint">{hint}</span>
        </h2>
      ) : (
        <h2 class="visually-hidden">{title}</h2>
      )}
      {open && (
        // Moving all rows that were drawn takes longer than drawing those in sight anew.
        <ul key={`${as} ${rowSort.value}`} class={`sessions ${as}`}>
          {sessions.map((session, at) => (
            <li key={session.id}>
              <LazyBlock height={as === 'tiles' ? TILE_PX : ROW_PX} now={at < DRAWN_AT_ONCE[as]}>
                {() => <Item session={session} />}
              </LazyBlock>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
