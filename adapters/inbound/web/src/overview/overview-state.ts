import { computed } from '@preact/signals'
import type { HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { density } from '../app/platform/preferences.js'
import { programOf } from '../app/cli-of-session.js'
import { grouped, matchesFilter, needOf } from '../app/session-order.js'
import { replace, route } from '../app/router.js'
import { sessions, shown, stateSince } from '../app/sessions.js'
import { sortedRows, sort, type Column } from './row-sort.js'
import { changesOf, costOf } from '../session/session-figures.js'
import { stateWord } from '../ui/session-states.js'

export const filter = computed(() => (route.value.page === 'overview' ? route.value.filter : ''))

export function setFilter(text: string): void {
  const here = route.value
  if (here.page === 'overview') replace({ ...here, filter: text })
}

/** Sessions that match the filter, by group in display order; `null` before the first response. */
export const groups = computed(() => {
  const all = sessions.value
  if (all === null) return null
  const m = messages.value
  const kept = all.filter((session) => {
    const { label, variant } = programOf(session, m.plainShell)
    const words = [shown(session.name), session.path, label, variant, session.git?.branch, session.project?.name]
    return matchesFilter(filter.value, [...words, stateWord(needOf(session))].join(' '))
  })
  const byState = grouped(kept)
  if (density.value === 'tiles') return byState
  const inOrder = (group: ReadonlyArray<HubSession>): ReadonlyArray<HubSession> => sortedRows(group, sort.value, cellOf)
  return {
    running: inOrder(byState.running),
    dormant: inOrder(byState.dormant),
    foreign: inOrder(byState.foreign),
  }
})

/** Value by which a column sorts. Time in a state grows as the time of its beginning gets smaller. */
function cellOf(session: HubSession, column: Column): string | number | null {
  switch (column) {
    case 'state':
      return needOf(session)
    case 'name':
      return shown(session.name)
    case 'agent':
      return programOf(session, messages.value.plainShell).label
    case 'tool':
      return session.tool
    case 'branch':
      return session.git?.branch ?? null
    case 'folder':
      return session.path
    case 'context':
      return session.contextPct
    case 'cost':
      return costOf(session)
    case 'changes':
      return changesOf(session)
    case 'since': {
      const since = stateSince(session)
      return since === null ? null : -since
    }
  }
}
