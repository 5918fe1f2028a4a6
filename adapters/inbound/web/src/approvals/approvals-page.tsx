import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Header } from '../ui/header.js'
import { messages } from '../i18n/messages.js'
import { alarms } from '../state/alarms.js'
import { approvals } from '../state/approvals.js'
import { Link } from '../ui/link.js'
import { AlarmCard } from './alarm-card.js'
import { ApprovalCard } from './approval-card.js'
import { followApprovalKeys } from './approval-keys.js'

/** All pending approvals, the longest waiting first. */
export function Approvals(): VNode {
  const m = messages.value
  const waiting = approvals.value
  const keys = useRef<ReturnType<typeof followApprovalKeys>>()
  useEffect(() => {
    keys.current = followApprovalKeys()
    return keys.current.end
  }, [])
  useEffect(() => keys.current?.keepFocus(), [waiting])
  return (
    <>
      <Header title={m.approvals} />
      <div class="scroller approvals" aria-live="polite">
        {alarms.value.map((alarm) => (
          <AlarmCard key={alarm.id} alarm={alarm} />
        ))}
        {waiting.length === 0 ? (
          <div class="empty">
            <p>{m.nothingToApprove}</p>
            <Link to={{ page: 'settings' }} class="button">
              {m.whenToAsk}
            </Link>
          </div>
        ) : (
          waiting.map((approval) => <ApprovalCard key={approval.id} approval={approval} />)
        )}
      </div>
    </>
  )
}
