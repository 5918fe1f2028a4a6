import type { VNode } from 'preact'
import type { HubApproval } from '../app/hub/hub.js'
import { shown } from '../app/sessions.js'
import { Link } from '../ui/link.js'
import { VisibleText } from '../ui/visible-text.js'
import { outcomes, outcomeText } from './outcomes.js'
import { placeTexts } from './place-texts.js'

/** Call that has ended a moment ago: its decision, and what became of it. */
export function EndedCard({ approval: { id, session, preview } }: { readonly approval: HubApproval }): VNode {
  const { decision, result } = outcomeText(id, outcomes.value.get(id))
  return (
    <article class="ended grid gap-4" role="status">
      <p class="cluster wrap gap-8">
        <Link to={{ page: 'terminal', session }}>{shown(session)}</Link>
        <b>{decision}</b>
        {result !== null && <span>{result}</span>}
        <Link to={{ page: 'terminal', session, beside: { view: 'conversation' } }} class="to-end text-1">
          {placeTexts.value.showResult}
        </Link>
      </p>
      <p class="clip nowrap mono faint text-1">
        <VisibleText text={preview} />
      </p>
    </article>
  )
}

/** Alarm that was acknowledged a moment ago. */
export function EndedAlarm({ session }: { readonly session: string }): VNode {
  return (
    <article class="ended" role="status">
      <p class="cluster wrap gap-8">
        <Link to={{ page: 'terminal', session }}>{shown(session)}</Link>
        <b>{placeTexts.value.acknowledged}</b>
      </p>
    </article>
  )
}
