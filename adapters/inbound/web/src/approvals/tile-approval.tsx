import type { VNode } from 'preact'
import type { HubSession } from '../hub/hub.js'
import { messages } from '../i18n/messages.js'
import { glanceOf } from './approval-input.js'
import { callTexts } from './call-parts.js'
import { approvalsOf, decide, deciding } from '../state/approvals.js'
import { Link } from '../ui/link.js'
import { VisibleText } from '../ui/visible-text.js'

/** Pending approval of a session on its tile. It can be answered there when the tile shows the complete input. */
export function TileApproval({ session }: { readonly session: HubSession }): VNode | null {
  const m = messages.value
  const [first, ...others] = approvalsOf.value.get(session.name) ?? []
  if (!first) return null
  const glance = glanceOf(first)
  const isBusy = deciding.value.has(first.id)
  return (
    <div class="tile-approval">
      <span class={`approval-what ${glance === null ? 'is-cut' : ''}`}>
        {callTexts(first).name} <span class="mono">{<VisibleText text={glance ?? first.preview} />}</span>
        {others.length > 0 && <span class="approval-more"> +{others.length}</span>}
      </span>
      {glance === null ? (
        <Link to={{ page: 'approvals' }} class="button">
          {callTexts(first).open}
        </Link>
      ) : (
        <>
          <button
            type="button"
            class="button primary"
            disabled={isBusy}
            onClick={() => void decide(first, { decision: 'allow' })}
          >
            {m.allow}
          </button>
          <button
            type="button"
            class="button"
            disabled={isBusy}
            onClick={() => void decide(first, { decision: 'deny' })}
          >
            {m.deny}
          </button>
        </>
      )}
    </div>
  )
}
