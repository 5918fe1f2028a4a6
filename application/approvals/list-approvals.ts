import type * as T from 'fp-ts/lib/Task.js'
import type { Approval } from '../../domain/approvals/approval.js'
import type { PendingCall } from '../../domain/approvals/desk-call.js'
import type { ListedApproval } from '../../domain/approvals/held-decision.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { ApprovalsSteps } from './ports.js'

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

export const MAX_WAIT_MS = 60_000
const COMES_BACK_MS = 10_000

/** A list of open calls and the names of their sessions when it was made. */
interface NamedList {
  readonly calls: ReadonlyArray<PendingCall>
  readonly listed: ReadonlyArray<ListedApproval>
  readonly names: ReadonlyMap<SessionId, string>
}

const NO_LIST: NamedList = { calls: [], listed: [], names: new Map() }

export function makeListApprovals(deps: Pick<ApprovalsSteps, 'calls' | 'feed' | 'directory' | 'clock'>): ListApprovals {
  const { calls, feed, directory, clock } = deps
  const named = new WeakMap<PendingCall, ListedApproval>()
  let last = NO_LIST
  let waiting = 0
  let lastLeft: Instant | null = null

  /** The same object until the session gets another name. */
  function nameOne(call: PendingCall): ListedApproval {
    const { approval, held, place } = call
    const name = directory.nameOf(approval.call.session)
    const known = named.get(call)
    if (known?.name === name) return known
    const listed = { ...approval, name, held, place }
    named.set(call, listed)
    return listed
  }

  // Each call is named when it opens: 10,000 at once, for the first list of them, would hold up the event loop.
  feed.subscribe((event) => {
    const call = event._tag === 'tool-approval-request' ? calls.pending(event.id) : null
    if (call !== null) nameOne(call)
  })

  const hasNames = (names: NamedList['names']): boolean =>
    [...names].every(([session, name]) => directory.nameOf(session) === name)

  const now: ListApprovals['now'] = () => {
    const opened = calls.opened()
    const isNamed = hasNames(last.names)
    if (isNamed && last.calls === opened) return last.listed
    // Both lists are in the order of asking, so one pass finds unchanged calls. 10,000 look-ups would take 5 to 10 ms in one stretch.
    // An empty list drops the names of earlier sessions.
    const before = isNamed && opened.length > 0 ? last : NO_LIST
    const names = new Map(before.names)
    let at = 0
    const listed = opened.map((call) => {
      if (before.calls[at] !== call)
        while (at < before.calls.length && before.listed[at]?.id !== call.approval.id) at += 1
      const known = before.calls[at] === call ? before.listed[at] : undefined
      at += 1
      if (known !== undefined) return known
      const one = nameOne(call)
      names.set(call.approval.call.session, one.name)
      return one
    })
    last = { calls: opened, listed, names }
    return listed
  }

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
