import type * as T from 'fp-ts/lib/Task.js'
import type { Approval } from '../../domain/approvals/approval.js'
import type { PendingCall } from '../../domain/approvals/desk.js'
import type { ListedApproval } from '../../domain/approvals/held-decision.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { DeskCalls } from './desk-calls.js'

/** Reads the approvals that wait, oldest first. A client that waits for the next one counts as a person who can answer. */
export interface ListApprovals {
  /** Pending approvals, oldest first. */
  readonly now: () => ReadonlyArray<ListedApproval>
  /** Number of pending approvals, without visiting them. */
  readonly count: () => number
  /** Pending approval with this id; `null` for none. */
  readonly find: (id: string) => Approval | null
  /** Settles once there is one, after `waitMs` at the latest, or when `gone` is called. */
  readonly wait: (waitMs: number, onGone: (gone: () => void) => void) => T.Task<ReadonlyArray<ListedApproval>>
  /** True when a client waits, or did within the last 10 s, which covers the time between two requests. */
  readonly hasWaiters: () => boolean
}

export interface ListApprovalsDeps {
  readonly calls: Pick<DeskCalls, 'opened' | 'openCount' | 'pending'>
  readonly feed: Feed
  readonly directory: SessionDirectory
  readonly clock: Clock
}

export const MAX_WAIT_MS = 60_000
const COMES_BACK_MS = 10_000

export function makeListApprovals({ calls, feed, directory, clock }: ListApprovalsDeps): ListApprovals {
  const named = new WeakMap<PendingCall, ListedApproval>()
  let waiting = 0
  let lastLeft: Instant | null = null

  /** The same object until the session gets another name. */
  function nameOne(call: PendingCall): ListedApproval {
    const { approval, held } = call
    const name = directory.nameOf(approval.call.session)
    const known = named.get(call)
    if (known?.name === name) return known
    const listed = { ...approval, name, held }
    named.set(call, listed)
    return listed
  }

  const now: ListApprovals['now'] = () => calls.opened().map(nameOne)

  const wait: ListApprovals['wait'] = (waitMs, onGone) => () =>
    new Promise((resolve) => {
      if (waitMs > 0) lastLeft = clock.now()
      if (waitMs <= 0 || calls.opened().length > 0) {
        resolve(now())
        return
      }
      waiting += 1
      const stop = feed.subscribe(({ _tag }) => {
        if (_tag === 'tool-approval-request') end()
      })
      const cancel = clock.after(Math.min(waitMs, MAX_WAIT_MS), () => end())
      let end = (): void => {
        end = () => undefined
        waiting -= 1
        lastLeft = clock.now()
        stop()
        cancel()
        resolve(now())
      }
      onGone(() => end())
    })

  return {
    now,
    count: calls.openCount,
    find: (id) => calls.pending(id)?.approval ?? null,
    wait,
    hasWaiters: () => waiting > 0 || (lastLeft !== null && Math.abs(clock.now() - lastLeft) <= COMES_BACK_MS),
  }
}
