import { ruleTexts } from './rule-texts.js'
import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Header } from '../ui/header.js'
import { messages } from '../app/texts/messages.js'
import { approvals } from '../app/approvals.js'
import { route } from '../app/router.js'
import { needs } from './needs/needs.js'
import { NeedsList, NothingNeeded } from './needs/needs-list.js'
import { Link } from '../ui/link.js'
import { lazyPage } from '../ui/lazy-page.js'
import { stateWord } from '../ui/session-states.js'
import { History } from './history.js'
import { followApprovalKeys } from './approval-keys.js'
import { clearApprovalSelection, selectedApprovals } from './approval-selection.js'
import { DecideTogether } from './decide-together.js'
import { WaitingList } from './waiting-list.js'

const Rules = lazyPage(async () => (await import('./rules.js')).Rules)

/**
 * Everything that needs the person: alarms, approvals, then the others. The longest waiting approval is first, behind the one that the
 * address names.
 */
function Waiting({ call }: { readonly call: string | undefined }): VNode {
  const list = useRef<HTMLDivElement>(null)
  const keys = useRef<ReturnType<typeof followApprovalKeys>>()
  useEffect(() => {
    keys.current = followApprovalKeys()
    const { end } = keys.current
    return () => {
      end()
      clearApprovalSelection()
    }
  }, [])
  useEffect(() => keys.current?.keepFocus(), [approvals.value])
  useEffect(() => {
    if (call !== undefined) list.current?.querySelector<HTMLElement>('[data-approval]')?.focus()
  }, [call])
  return (
    <>
      {selectedApprovals.value.length > 0 ? <DecideTogether /> : <Head view="waiting" />}
      <div ref={list} class="scroller shrink-y spring scroll relative approvals needs" aria-live="polite">
        <WaitingList list={list} call={call} />
        {approvals.value.length === 0 &&
          (needs.value.length === 0 ? <NothingNeeded /> : <p class="hint">{messages.value.nothingToApprove}</p>)}
        <NeedsList />
      </div>
    </>
  )
}

/** Pending approvals, or those that have ended. */
export function Approvals(): VNode {
  const here = route.value
  const filter = here.page === 'approvals' ? (here.filter ?? '') : ''
  if (here.page !== 'approvals' || here.view === undefined)
    return <Waiting call={here.page === 'approvals' ? here.call : undefined} />
  if (here.view === 'rules')
    return (
      <>
        <Head view="rules" />
        <div class="scroller shrink-y spring scroll relative approvals">
          <Rules />
        </div>
      </>
    )
  return (
    <>
      <Head view="history" />
      <div class="scroller shrink-y spring scroll relative approvals">
        <History filter={filter} />
      </div>
    </>
  )
}

interface HeadProps {
  readonly view: 'waiting' | 'history' | 'rules'
  readonly children?: ComponentChildren
}

function Head({ view, children }: HeadProps): VNode {
  const m = messages.value
  return (
    <Header title={m.needsYou}>
      <nav class="approval-tabs flex gap-4" aria-label={m.needsYou}>
        <Link to={{ page: 'approvals' }} current={view === 'waiting'}>
          {stateWord('waiting')}
        </Link>
        <Link to={{ page: 'approvals', view: 'history' }} current={view === 'history'}>
          {m.historyOfApprovals}
        </Link>
        <Link to={{ page: 'approvals', view: 'rules' }} current={view === 'rules'}>
          {ruleTexts.value.rules}
        </Link>
      </nav>
      {children}
    </Header>
  )
}
