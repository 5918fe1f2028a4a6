import { computed } from '@preact/signals'
import { MAX_TERMINALS } from '../app/routing/layout.js'
import { isNarrow } from '../app/appearance.js'
import { selected } from './selection.js'
import { pinnedFirst } from '../app/session-order.js'
import { sessions } from '../app/sessions.js'
import { watchSessions } from '../app/terminal-layout.js'

/** Sessions that are watched together: the selected live ones, else the first of the rail. */
const watched = computed(() => {
  const all = selected.value.length > 0 ? selected.value : [...(sessions.value ?? [])].sort(pinnedFirst)
  const live = all.filter(({ status }) => status !== 'dormant').map(({ name }) => name)
  return live.slice(0, MAX_TERMINALS)
})

/** Terminals can be shown side by side: there are two, and room. */
export const canWatch = computed(() => !isNarrow.value && watched.value.length > 1)

export function watch(): void {
  if (canWatch.value) watchSessions(watched.value)
}
