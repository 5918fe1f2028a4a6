import { AT_DIALOG_MS } from '../../domain/approvals/agent-dialog.js'
import type { PendingCall } from '../../domain/approvals/desk-call.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import { eventJob, type Job } from '../shared/job.js'
import type { ApprovalsSteps } from './ports.js'

/** Time for which a dialog must be gone, since a screen between two states is unreliable. */
const GONE_MS = 1_000
/** Time for an agent to show its dialog after the release of its hook, and for a terminal after the start of the hub. */
const APPEARS_WITHIN_MS = 10_000
/** The end of a call at its dialog moves on this often. */
const MOVES_EVERY_MS = 60 * 60_000

/** Follows the calls that wait at the dialogs of their agents: open while the dialog is on the screen, withdrawn once it has gone. */
export function makeWatchDialogs(
  deps: Pick<ApprovalsSteps, 'calls' | 'callDialogs' | 'directory' | 'feed' | 'host' | 'clock'>,
): Job {
  const { calls, callDialogs, directory, feed, host, clock } = deps
  /** Last look, by the monotonic clock, at which the dialog of a call was not gone, and whether it was ever seen. */
  const looks = new Map<string, { readonly at: number; readonly isSeen: boolean }>()

  /** Returns true when another look is needed. */
  async function look(pending: PendingCall, isSuperseded: boolean): Promise<boolean> {
    const { approval, _tag, held } = pending
    const { id, call } = approval
    const now = clock.monotonic()
    if (isSuperseded) {
      await calls.withdraw(id, 'answered-at-terminal')()
      return false
    }
    const found = await callDialogs.look(approval)
    if (typeof found !== 'string') {
      looks.set(id, { at: now, isSeen: true })
      const expiresAt = approval.createdAt + now - pending.askedAt + AT_DIALOG_MS
      if (_tag === 'Recording' || Math.abs(expiresAt - approval.expiresAt) >= MOVES_EVERY_MS)
        await calls.dispatch(id, { _tag: 'Seen', expiresAt, name: directory.nameOf(call.session), at: clock.now() })
      return false
    }
    const before = looks.get(id)
    const { at, isSeen } = before ?? { at: now, isSeen: false }
    if (before === undefined || found === 'hidden') looks.set(id, { at: now, isSeen })
    const isGone = found === 'gone' && now - at >= (isSeen ? GONE_MS : APPEARS_WITHIN_MS)
    if (!isGone || held !== null) return true
    await calls.withdraw(id, _tag === 'Recording' ? 'hub-restarted' : 'answered-at-terminal')()
    return false
  }

  const cancels = new Set<() => void>()
  return eventJob<SessionId>(clock, {
    name: 'watch over dialogs',
    events: [
      host.watchScreens,
      () =>
        feed.subscribe((event) => {
          if (event._tag !== 'tool-approval-resolved') return
          looks.delete(event.id)
          callDialogs.forget(event.id)
        }),
    ],
    run: async (session, again) => {
      let isDue = false
      const open = [...calls.ofSession(session)].filter((one) => one._tag !== 'Answered')
      const latest = latestByContent(open)
      for (const one of open)
        if (one.place === 'dialog') {
          // A later call with the same content has the dialog that is on the screen.
          const isSuperseded = one.approval.createdAt < (latest.get(contentOf(one)) ?? 0)
          isDue = (await look(one, isSuperseded)) || isDue
        }
      if (!isDue) return
      const cancel = clock.after(GONE_MS, () => {
        cancels.delete(cancel)
        again()
      })
      cancels.add(cancel)
    },
    all: (due) => {
      for (const one of calls.all())
        if (one._tag !== 'Answered' && one.place === 'dialog') due(one.approval.call.session)
      return Promise.resolve()
    },
    stop: () => {
      for (const cancel of cancels) cancel()
    },
  })
}

const contentOf = ({ approval: { call } }: PendingCall): string => `${call.tool} ${call.digest}`

/** Time of the latest call with each content. */
const latestByContent = (open: ReadonlyArray<PendingCall>): ReadonlyMap<string, Instant> =>
  open.reduce(
    (latest, one) => latest.set(contentOf(one), Math.max(one.approval.createdAt, latest.get(contentOf(one)) ?? 0)),
    new Map<string, Instant>(),
  )
