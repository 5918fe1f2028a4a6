import type * as T from 'fp-ts/lib/Task.js'
import type { Approval } from '../../domain/approvals/approval.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Feed } from '../shared/feed.js'
import type { Clock } from '../shared/clock.port.js'
import type { PendingApprovals } from './pending-approvals.js'

/** Reads the approvals that wait, oldest first. A client that waits for the next one counts as a person who can answer. */
export interface ListApprovals {
  /** Pending approvals, oldest first. */
  readonly now: () => ReadonlyArray<Approval>
  /** Settles once there is one, after `waitMs` at the latest, or when `gone` is called. */
  readonly wait: (waitMs: number, onGone: (gone: () => void) => void) => T.Task<ReadonlyArray<Approval>>
  /** True when a client waits, or did within the last 10 s, which covers the time between two requests. */
  readonly hasWaiters: () => boolean
}

export interface ListApprovalsDeps {
  readonly pending: PendingApprovals
  readonly feed: Feed
  readonly clock: Clock
}

export const MAX_WAIT_MS = 60_000
const COMES_BACK_MS = 10_000

export function makeListApprovals({ pending, feed, clock }: ListApprovalsDeps): ListApprovals {
  let waiting = 0
  let lastLeft: Instant | null = null

  const wait: ListApprovals['wait'] = (waitMs, onGone) => () =>
    new Promise((resolve) => {
      const listed = pending.opened()
      if (listed.length > 0 || waitMs <= 0) {
        if (waitMs > 0) lastLeft = clock.now()
        resolve(listed)
        return
      }
      let isOver = false
      waiting += 1
      const end = (): void => {
        if (isOver) return
        isOver = true
        waiting -= 1
        lastLeft = clock.now()
        stop()
        cancel()
        resolve(pending.opened())
      }
      const stop = feed.subscribe(({ _tag }) => {
        if (_tag === 'tool-approval-request') end()
      })
      const cancel = clock.after(Math.min(waitMs, MAX_WAIT_MS), end)
      onGone(end)
    })

  return {
    now: pending.opened,
    wait,
    hasWaiters: () => waiting > 0 || (lastLeft !== null && Math.abs(clock.now() - lastLeft) <= COMES_BACK_MS),
  }
}
