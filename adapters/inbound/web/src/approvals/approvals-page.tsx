import { ruleTexts } from './rule-texts.js'
import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Header } from '../ui/header.js'
import { messages } from '../app/texts/messages.js'
import { alarms } from '../app/alarms.js'
import { approvals } from '../app/approvals.js'
import { route } from '../app/router.js'
import { Link } from '../ui/link.js'
import { lazyPage } from '../ui/lazy-page.js'
import { History } from './history.js'
import { AlarmCard } from './alarm-card.js'
import { ApprovalCard } from './approval-card.js'
import { followApprovalKeys } from './approval-keys.js'
import { clearApprovalSelection, selectedApprovals } from './approval-selection.js'
import { DecideTogether } from './decide-together.js'
import { HeldCard } from './held-card.js'

const Rules = lazyPage(async () => (await import('./rules.js')).Rules)

/** All pending approvals, the longest waiting first; decisions that are held stay in their place until they are delivered. */
function Waiting(): VNode {
  const m = messages.value
  const waiting = approvals.value
  const keys = useRef<ReturnType<typeof followApprovalKeys>>()
  useEffect(() => {
    keys.current = followApprovalKeys()
    const { end } = keys.current
    return () => {
      end()
      clearApprovalSelection()
    }
  }, [])
  useEffect(() => keys.current?.keepFocus(), [waiting])
  return (
    <>
      {selectedApprovals.value.length > 0 ? <DecideTogether /> : <Head view="waiting" />}
      <div class="scroller shrink-y spring scroll relative approvals" aria-live="polite">
        {alarms.value.map((alarm) => (
          <AlarmCard key={alarm.id} alarm={alarm} />
        ))}
        {waiting.length === 0 ? (
          <div class="empty grid gap-12 faint align-centre centre-items">
            <p>{m.nothingToApprove}</p>
            <Link to={{ page: 'settings' }} class="button">
              {m.whenToAsk}
            </Link>
          </div>
        ) : (
          waiting.map((approval) =>
            approval.held === null ? (
              <ApprovalCard key={approval.id} approval={approval} />
            ) : (
              <HeldCard key={approval.id} approval={approval} held={approval.held} />
            ),
          )
        )}
      </div>
    </>
  )
}

/** Pending approvals, or those that have ended. */
export function Approvals(): VNode {
  const here = route.value
  const filter = here.page === 'approvals' ? (here.filter ?? '') : ''
  if (here.page !== 'approvals' || here.view === undefined) return <Waiting />
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
    <Header title={m.approvals}>
      <nav class="approval-tabs flex gap-4" aria-label={m.approvals}>
        <Link to={{ page: 'approvals' }} current={view === 'waiting'}>
          {m.waitingCalls}
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
