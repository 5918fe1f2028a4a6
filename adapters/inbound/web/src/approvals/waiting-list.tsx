import type { RefObject, VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { alarms, type HubAlarm } from '../app/alarms.js'
import { approvals, areApprovalsRead } from '../app/approvals.js'
import type { HubApproval } from '../app/hub/hub.js'
import { useSteadily } from '../app/use-steadily.js'
import type { Need } from './needs/need-kinds.js'
import { needs, snoozedNeeds } from './needs/needs.js'
import { NeedMenu } from './needs/needs-list.js'
import { AlarmCard } from './alarm-card.js'
import { ApprovalCard } from './approval-card.js'
import { EndedAlarm, EndedCard } from './ended-card.js'
import { HeldCard } from './held-card.js'
import { isFinal, outcomes, readOutcomes } from './outcomes.js'
import { PlaceRow } from './place-row.js'
import { usePlaces } from './use-places.js'

type Entry =
  | { readonly id: string; readonly alarm: HubAlarm }
  | { readonly id: string; readonly approval: HubApproval; readonly alarm?: undefined }

/** Time for which a row shows its outcome, and for which a decision waits for the report of its run. */
const SHOWN_MS = 6_000
const AWAITED_MS = 15_000
const READ_EVERY_MS = 1_000

interface Props {
  readonly list: RefObject<HTMLElement>
  /** Call that the address names: it is first. */
  readonly call: string | undefined
}

/** Alarms and calls, the longest waiting first. Nothing moves: what ends stays at its place for a moment, what comes is below. */
export function WaitingList({ list, call }: Props): VNode {
  const entries: ReadonlyArray<Entry> = [
    ...alarms.value.map((alarm) => ({ id: alarm.id, alarm })),
    ...approvals.value.map((approval) => ({ id: approval.id, approval })),
  ]
  const { places, see } = usePlaces(list, entries, {
    areRead: areApprovalsRead.value,
    first: call,
    isOver: ({ entry }, endedMs) =>
      endedMs > (entry.alarm || isFinal(outcomes.peek().get(entry.id)) ? SHOWN_MS : AWAITED_MS),
  })
  const ended = places.filter(({ endedAt }) => endedAt !== null)
  const areOpen = ended.some(({ entry }) => !entry.alarm && !isFinal(outcomes.value.get(entry.id)))
  useEffect(() => {
    if (ended.length > 0) void readOutcomes()
  }, [ended.length])
  useSteadily(() => void readOutcomes(), areOpen ? READ_EVERY_MS : null)
  return (
    <>
      {places.map(({ entry, endedAt, isNew }) => (
        <PlaceRow
          key={entry.id}
          id={entry.id}
          isKept={endedAt !== null || (!entry.alarm && entry.approval.held !== null)}
          isNew={isNew}
          onSeen={() => see(entry.id)}
        >
          {entry.alarm ? (
            <OfAlarm alarm={entry.alarm} isEnded={endedAt !== null} />
          ) : (
            <OfCall approval={entry.approval} isEnded={endedAt !== null} />
          )}
        </PlaceRow>
      ))}
    </>
  )
}

const OfAlarm = ({ alarm, isEnded }: { readonly alarm: HubAlarm; readonly isEnded: boolean }): VNode =>
  isEnded ? <EndedAlarm session={alarm.session} /> : <AlarmCard alarm={alarm} />

function OfCall({ approval, isEnded }: { readonly approval: HubApproval; readonly isEnded: boolean }): VNode {
  if (isEnded) return <EndedCard approval={approval} />
  if (approval.held !== null) return <HeldCard approval={approval} held={approval.held} />
  return <ApprovalCard approval={approval} tools={<ApprovalMenu id={approval.id} />} />
}

/** Menu of a call with the times to snooze it until. */
function ApprovalMenu({ id }: { readonly id: string }): VNode | null {
  const isThis = ({ id: need }: Need): boolean => need === `approval ${id}`
  const snoozed = snoozedNeeds.value.find(isThis)
  const need = snoozed ?? needs.value.find(isThis)
  return need === undefined ? null : <NeedMenu need={need} isSnoozed={need === snoozed} />
}
