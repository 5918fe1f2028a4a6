import { approvalMessage, endedMessage } from '../../domain/push/message.js'
import { isBroken } from '../../domain/push/subscription.js'
import { NOTHING, summaryMessage } from '../../domain/push/summary.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { ApprovalNotifier } from '../approvals/desk-calls.js'
import type { Job } from '../shared/job.js'
import type { PushSteps } from './ports.js'

/** Messages about calls of agents, from the request to the end. */
export interface PushCalls {
  readonly approvalNotifier: ApprovalNotifier
  readonly job: Job
}

const MS_PER_MINUTE = 60_000
/** Lifetime of the end of a call that a former run of the hub sent: as long as a call without a hook waits. */
const FORMER_MS = 24 * 60 * MS_PER_MINUTE

/**
 * Sends calls to every device that can be reached, also to devices that show the session, and takes their notifications back when
 * they end. In quiet hours a call is held back, unless a person sends it to a device.
 */
export function makePushCalls(
  deps: Pick<PushSteps, 'subscriptions' | 'queue' | 'quiet' | 'plan' | 'openCalls' | 'feed' | 'clock' | 'prefix'>,
): PushCalls {
  const { subscriptions, queue, quiet, plan, openCalls, feed, clock, prefix } = deps
  /** End of each call that was sent. */
  const sent = new Map<string, Instant>()
  /** Calls that were held back and not sent since. */
  const unsent = new Set<string>()

  const reached = () => subscriptions.current().filter((one) => !isBroken(one))

  const notify: ApprovalNotifier['notify'] = (approval, secret, { occasion, deviceId }) => {
    if (occasion !== 'handed-over' && quiet.isQuiet()) return
    const isReminder = occasion === 'reminder' || occasion === 'handed-over'
    const message = approvalMessage(approval, { secret, prefix, now: clock.now(), isReminder })
    for (const one of reached()) if (deviceId === undefined || one.deviceId === deviceId) queue.add(one, message)
    sent.set(approval.id, approval.expiresAt)
    unsent.delete(approval.id)
  }

  const takeBack = (id: string, name: string, origin: string | undefined): void => {
    quiet.dropCall(id)
    const expiresAt = sent.get(id) ?? clock.now() + FORMER_MS
    sent.delete(id)
    if (unsent.delete(id)) return
    const message = endedMessage({ id, name, expiresAt }, { prefix, now: clock.now() })
    // The device that decided has closed its notification.
    for (const one of reached()) if (one.deviceId !== origin) queue.add(one, message)
  }

  return {
    approvalNotifier: {
      hasSubscribers: () => reached().length > 0,
      reaches: (deviceId) => reached().some((one) => one.deviceId === deviceId),
      notify,
      reminders: () => {
        const { reminderMinutes } = plan.current()
        if (reminderMinutes === 0 || quiet.isQuiet() || reached().length === 0) return null
        return { everyMs: reminderMinutes * MS_PER_MINUTE, toldAt: quiet.toldAt() }
      },
      remindOfAll: () => {
        quiet.noteTold()
        queue.addForAll(summaryMessage('reminder', { ...NOTHING, requests: openCalls.count() }))
      },
    },
    job: {
      name: 'push of ended calls',
      start: () =>
        feed.subscribe((event) => {
          if (event._tag === 'tool-approval-resolved') takeBack(event.id, event.name, event.origin)
          if (event._tag !== 'tool-approval-request' || !quiet.isQuiet()) return
          unsent.add(event.id)
          quiet.holdCall(event.id)
        }),
    },
  }
}
