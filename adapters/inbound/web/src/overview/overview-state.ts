import { computed } from '@preact/signals'
import { messages } from '../i18n/messages.js'
import { programOf } from '../state/cli-of-session.js'
import { grouped, matchesFilter, needOf } from '../state/session-order.js'
import { replace, route } from '../state/router.js'
import { sessions, shown } from '../state/sessions.js'

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
    return matchesFilter(filter.value, [...words, m[needOf(session)]].join(' '))
  })
  return grouped(kept)
})
