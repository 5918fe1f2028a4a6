import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { HubFailure, HubHistory, HubOutcome } from '../app/hub/hub.js'
import { locale, messages } from '../app/texts/messages.js'
import { approvals } from '../app/approvals.js'
import { because } from '../app/failed.js'
import { ask, client } from '../app/the-hub.js'
import { home, sessionByName, shown } from '../app/sessions.js'
import { ago } from '../ui/ago.js'
import { Link } from '../ui/link.js'
import { Segments } from '../ui/segments.js'
import { VisibleText } from '../ui/visible-text.js'
import { FilterField } from '../ui/filter-field.js'
import { replace } from '../app/router.js'
import { subagentBefore } from './call-parts.js'
import { decidedBy } from './decided-by.js'
import { callLine } from './call-line.js'

const TYPING_PAUSE_MS = 150

type Call = HubHistory['calls'][number]

/** Calls on a page of the history. */
const HISTORY_PAGE = 50

/** Calls that have ended, newest first, with the person, device and time of each decision. */
export function History({ filter }: { readonly filter: string }): VNode {
  const m = messages.value
  const [outcome, setOutcome] = useState<HubOutcome | 'all'>('all')
  const [page, setPage] = useState<HubHistory | null>(null)
  const [failure, setFailure] = useState<HubFailure | null>(null)
  const [isReading, setReading] = useState(false)

  const read = async (before: number | null, isWanted: () => boolean): Promise<void> => {
    setReading(true)
    const query = { before: before ?? 0, q: filter, outcome: outcome === 'all' ? null : outcome }
    const answer = await ask(client.listDecidedCalls({ query: { ...query, limit: HISTORY_PAGE } }))
    if (!isWanted()) return
    setReading(false)
    setFailure(answer.ok ? null : answer.failure)
    if (!answer.ok) return
    const known = before === null ? [] : (page?.calls ?? [])
    setPage({ ...answer.value, calls: [...known, ...answer.value.calls] })
  }

  // Each decision that ends a call changes the list of pending ones.
  useEffect(() => {
    let isOver = false
    const timer = setTimeout(() => void read(null, () => !isOver), page === null ? 0 : TYPING_PAUSE_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [filter, outcome, approvals.value])

  return (
    <>
      <div class="history-filters flex wrap between gap-8">
        <Segments
          label={m.outcome}
          value={outcome}
          options={[['all', m.allOutcomes], ...OUTCOMES.map((one) => [one, m.outcomes[one]] as const)]}
          onChoose={setOutcome}
        />
        <FilterField
          label={m.filterHistory}
          text={filter}
          onText={(text) => replace({ page: 'approvals', view: 'history', filter: text })}
        />
      </div>
      {failure && (
        <p class="fault" role="alert">
          {m.historyCouldNotLoad(because(failure))}
        </p>
      )}
      {page?.calls.length === 0 && page.before === null && (
        <p class="empty grid gap-12 faint align-centre centre-items">
          {filter === '' ? m.noHistory : m.noMatch(filter)}
        </p>
      )}
      <ul class="decided-list grid" aria-label={m.historyOfApprovals}>
        {page?.calls.map((call) => (
          <Decided key={call.id} call={call} />
        ))}
      </ul>
      {page !== null && page.before !== null && (
        <button type="button" class="button" disabled={isReading} onClick={() => void read(page.before, () => true)}>
          {m.olderCalls}
        </button>
      )}
    </>
  )
}

const OUTCOMES = ['allowed', 'denied', 'left-to-terminal'] as const

function Decided({ call }: { readonly call: Call }): VNode {
  const m = messages.value
  const { session, tool, outcome, at, decision, withdrawals, isDelivered, hasRun } = call
  return (
    <li class={`decided ${outcome}`}>
      <p>
        <b>{m.outcomes[outcome]}</b>
        {sessionByName.value.has(session) ? (
          <Link to={{ page: 'terminal', session }}>{shown(session)}</Link>
        ) : (
          <span>{shown(session)}</span>
        )}
        <span>
          {subagentBefore(call)}
          <VisibleText text={tool} />
        </span>
        <time dateTime={at} data-tip={new Date(at).toLocaleString(locale.value)}>
          {ago(Date.parse(at))}
        </time>
      </p>
      <pre class="mono">
        <VisibleText text={callLine(call, home.value)} />
      </pre>
      <p class="hint">
        {decidedBy(call)}
        {decision?.isEdited && ` · ${m.allowedEdited}`}
        {decision?.isRemembered && ` · ${m.forTheSession}`}
        {decision !== null && isDelivered === false && ` · ${m.notDelivered}`}
        {hasRun && ` · ${m.hasRun}`}
        {withdrawals > 0 && ` · ${m.takenBack(withdrawals)}`}
      </p>
      {decision?.reason && (
        <p>
          <VisibleText text={decision.reason} />
        </p>
      )}
    </li>
  )
}
