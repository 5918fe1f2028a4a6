import type { VNode } from 'preact'
import type { HubApproval, HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { glanceOf } from './approval-input.js'
import { callTexts, subagentBefore } from './call-parts.js'
import { approvalsOf, decide, deciding } from '../app/approvals.js'
import { home } from '../app/sessions.js'
import { Link } from '../ui/link.js'
import { useIsCut } from '../ui/use-is-cut.js'
import { VisibleText } from '../ui/visible-text.js'
import { callLine } from './call-line.js'

/** First pending approval of a session on its tile. */
export function TileApproval({ session }: { readonly session: HubSession }): VNode | null {
  const [first, ...others] = approvalsOf.value.get(session.name) ?? []
  return first ? <Call approval={first} others={others.length} /> : null
}

interface CallProps {
  readonly approval: HubApproval
  /** Number of calls that wait behind this one. */
  readonly others: number
}

/** A call is answered here only while the tile shows its complete input. */
function Call({ approval: first, others }: CallProps): VNode {
  const m = messages.value
  const glance = glanceOf(first)
  const { box, text, isCut } = useIsCut<HTMLSpanElement>(`${first.id} ${others}`)
  const isWhole = glance !== null && !isCut
  const isBusy = deciding.value.has(first.id)
  return (
    <div ref={box} class="tile-approval cluster gap-6 round">
      <span ref={text} class={`approval-what fill scroll text-1 anywhere ${isWhole ? '' : 'is-cut'}`}>
        {subagentBefore(first)}
        {callTexts(first).name}{' '}
        <span class="mono approval-input">{<VisibleText text={callLine(first, home.value, glance)} />}</span>
        {others > 0 && <span class="approval-more"> +{others}</span>}
      </span>
      {!isWhole ? (
        <Link to={{ page: 'approvals', call: first.id }} class="button">
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
