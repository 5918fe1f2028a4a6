import type { VNode } from 'preact'
import type { Route } from '../app/routing/route.js'
import { alarms } from '../app/alarms.js'
import { openApprovals } from '../app/approvals.js'
import { needs } from '../needs/needs.js'
import { sessions } from '../app/sessions.js'

/** Badge beside a page's name: live sessions, or pending alarms and approvals. */
export function PlaceCount({ page }: { readonly page: Route['page'] }): VNode | null {
  if (page === 'overview' && sessions.value) {
    const live = sessions.value.filter(({ status }) => status !== 'dormant').length
    return <span class="rail-count rigid faint text-1 rail-text">{live}</span>
  }
  if (page === 'needs' && needs.value.length > 0)
    return <span class="rail-count rigid faint text-1 rail-text asks">{needs.value.length}</span>
  if (page === 'approvals' && alarms.value.length > 0)
    return (
      <span class="rail-count rigid faint text-1 rail-text alarmed">
        {alarms.value.length + openApprovals.value.length}
      </span>
    )
  if (page === 'approvals' && openApprovals.value.length > 0)
    return <span class="rail-count rigid faint text-1 rail-text asks">{openApprovals.value.length}</span>
  return null
}
