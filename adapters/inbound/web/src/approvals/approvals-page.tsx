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
import { clearApprovalSelection, selectedApprovals } from './approval-selection.js'
import { DecideTogether } from './decide-together.js'
import { HeldCard } from './held-card.js'

/** All pending approvals, the longest waiting first; decisions that are held stay in their place until they are delivered. */
export function Approvals(): VNode {
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
      {selectedApprovals.value.length > 0 ? <DecideTogether /> : <Header title={m.approvals} />}
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
