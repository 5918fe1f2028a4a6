import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { approvalNotPending, type ApprovalNotPending } from '../../domain/approvals/errors.js'
import { deviceNotSubscribed, type DeviceNotSubscribed } from '../../domain/push/errors.js'
import type { CallDelivery } from '../../domain/approvals/desk-call.js'
import type { Unavailable } from '../shared/errors.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { ApprovalsSteps } from './ports.js'

/** Sends a call that waits to one device, with a new one-time token. */
export type HandOver = (
  id: string,
  deviceId: string,
) => TE.TaskEither<ApprovalNotPending | DeviceNotSubscribed | Unavailable, void>

/** Messages about calls that wait already. */
export interface RemindPeople {
  readonly handOver: HandOver
  readonly job: Job
}

/** Reminders come within this time after they are due. */
const LOOK_MS = 30_000
/** With more reminders at once, one message is about all calls. */
const MAX_AT_ONCE = 3

export function makeRemindPeople(
  deps: Pick<ApprovalsSteps, 'calls' | 'approvalNotifier' | 'secrets' | 'directory' | 'clock'>,
): RemindPeople {
  const { calls, approvalNotifier, secrets, directory, clock } = deps

  const send = (id: string, delivery: CallDelivery): Promise<E.Either<Unavailable, void>> => {
    const call = calls.pending(id)
    if (call === null) return Promise.resolve(E.right(undefined))
    const name = directory.nameOf(call.approval.call.session)
    const times = { at: clock.now(), notifiedAt: clock.monotonic() }
    return calls.dispatch(id, { _tag: 'Reminded', delivery, name, secret: secrets.newSecret(), ...times })
  }

  const remind = async (): Promise<void> => {
    const reminders = approvalNotifier.reminders()
    if (reminders === null) return
    const { everyMs, toldAt } = reminders
    const now = clock.monotonic()
    const due = calls
      .opened()
      .filter(({ held, notifiedAt }) => held === null && now - Math.max(notifiedAt, toldAt) >= everyMs)
    if (due.length > MAX_AT_ONCE) approvalNotifier.remindOfAll()
    else for (const { approval } of due) await send(approval.id, { occasion: 'reminder' })
  }

  return {
    handOver: (id, deviceId) => () => {
      const call = calls.pending(id)
      if (call?._tag !== 'Open' || call.held !== null) return Promise.resolve(E.left(approvalNotPending))
      if (!approvalNotifier.reaches(deviceId)) return Promise.resolve(E.left(deviceNotSubscribed))
      return send(id, { occasion: 'handed-over', deviceId })
    },
    job: pollingJob('reminders of calls', clock, LOOK_MS, remind),
  }
}
