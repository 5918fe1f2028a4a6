import type { VNode } from 'preact'
import type { Route } from '../app/routing/route.js'
import { alarms } from '../app/alarms.js'
import { needs } from '../approvals/needs/needs.js'
import { sessions } from '../app/sessions.js'

/** Badge beside a page's name: live sessions, or what needs the person. */
export function PlaceCount({ page }: { readonly page: Route['page'] }): VNode | null {
  if (page === 'overview' && sessions.value) {
    const live = sessions.value.filter(({ status }) => status !== 'dormant').length
    return <span class="rail-count rigid faint text-1 rail-text">{live}</span>
  }
  if (page !== 'approvals' || needs.value.length === 0) return null
  const kind = alarms.value.length > 0 ? 'alarmed' : 'asks'
  return <span class={`rail-count rigid faint text-1 rail-text ${kind}`}>{needs.value.length}</span>
}
