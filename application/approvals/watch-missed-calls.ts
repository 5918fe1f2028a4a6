import * as E from 'fp-ts/lib/Either.js'
import { hasRoom, type ToolCall } from '../../domain/approvals/approval.js'
import { askedApproval } from '../../domain/approvals/asked-call.js'
import { restrainedMode } from '../../domain/approvals/restraint.js'
import { modeFor } from '../../domain/approvals/rules.js'
import { callOf } from '../../domain/approvals/same-call.js'
import { readToolCall } from '../../domain/approvals/tool-call.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { eventJob, type Job } from '../shared/job.js'
import { knownSessions } from '../shared/known-sessions.js'
import { makeReadApprovalContext } from './approval-context.js'
import type { ShownDialog } from './call-dialogs.js'
import type { ApprovalsSteps } from './ports.js'

/** Time for a hook to report a call whose dialog is on the screen, and for an answered dialog to close, on a busy machine. */
const REPORTED_WITHIN_MS = 4_000
/** A call that was missed is one of the last of its conversation. */
const MOST_CALLS = 20

/**
 * Asks people about calls whose dialogs are on the screen and that no hook reported: the hub did not run then, or the report was lost. The
 * call is in the transcript; a dialog that shows none of its calls is left alone.
 */
export function makeWatchMissedCalls(
  deps: Pick<ApprovalsSteps, 'calls' | 'callDialogs' | 'results' | 'record' | 'observeAgents' | 'secrets' | 'clock'> &
    Pick<ApprovalsSteps, 'log'> &
    Parameters<typeof makeReadApprovalContext>[0],
): Job {
  const { calls, callDialogs, results, record, observeAgents, secrets, clock, log } = deps
  const { rulesInForce, host, directory } = deps
  const { policyOf } = makeReadApprovalContext(deps)
  /** Dialogs that no call on the desk is of, with the time of the first look by the monotonic clock. */
  const unclaimed = new Map<SessionId, { readonly drawn: string; readonly since: number }>()

  async function unclaimedIn(session: SessionId): Promise<ShownDialog | null> {
    if (observeAgents.of(session).activity !== 'waiting') return null
    for (const one of calls.ofSession(session)) if (one._tag !== 'Answered') return null
    if (modeFor(await rulesInForce(), { id: session, name: directory.nameOf(session) }) !== 'ask') return null
    return callDialogs.shownIn(session)
  }

  async function find(session: SessionId, { agent, dialog }: ShownDialog): Promise<ToolCall | null> {
    const known = (await knownSessions(record)).find(({ id }) => id === session)
    if (known === undefined || known.conversation?.agent !== agent) return null
    for (const call of (await results.unfinishedIn(known.conversation)()).slice(0, MOST_CALLS)) {
      const read = readToolCall({ session, gate: 'PermissionRequest', comesAgain: true, agent, call }, secrets.sha256)
      if (E.isRight(read) && (await callDialogs.isOf(dialog, read.right))) return read.right
    }
    return null
  }

  /** The request is on disk before it is published. A call that the hub has answered before is left to the terminal. */
  async function ask(call: ToolCall): Promise<void> {
    const { session, toolUseId, cwd } = call
    const { mode, restraint, rules } = await policyOf(session, cwd)
    const isKnown = [...calls.ofSession(session)].some((one) => callOf(one).toolUseId === toolUseId)
    if (restrainedMode(mode, restraint) !== 'ask' || isKnown || !hasRoom(calls.load(session), call)) return
    const [id, secret, createdAt] = [secrets.newId(), secrets.newSecret(), clock.now()]
    const name = directory.nameOf(session)
    const asked = { call, mode: 'ask', reason: restraint?.reason ?? null, rules } as const
    const approval = askedApproval(asked, name, { id, createdAt, secretHash: secrets.sha256(secret) })
    const recorded = await calls.dispatch(id, { _tag: 'Asked', approval, askedAt: clock.monotonic(), place: 'dialog' })
    if (E.isRight(recorded)) {
      await calls.dispatch(id, { _tag: 'Recorded', secret, name, at: clock.now() })
      return
    }
    log.error('a call that no hook reported could not be recorded', { session: name, detail: recorded.left.detail })
    calls.forget(id)
  }

  return eventJob<SessionId>(clock, {
    name: 'watch over missed calls',
    events: [observeAgents.watch, host.watchScreens],
    run: async (session, again) => {
      const shown = await unclaimedIn(session)
      if (shown === null) {
        unclaimed.delete(session)
        return
      }
      const now = clock.monotonic()
      const before = unclaimed.get(session)
      if (before?.drawn !== shown.dialog.drawn) {
        unclaimed.set(session, { drawn: shown.dialog.drawn, since: now })
        clock.after(REPORTED_WITHIN_MS, again)
      } else if (now - before.since >= REPORTED_WITHIN_MS) {
        const call = await find(session, shown)
        if (call !== null) await ask(call)
      }
    },
    all: async (due) => {
      const present = new Set((await knownSessions(record)).map(({ id }) => id))
      for (const id of unclaimed.keys()) if (!present.has(id)) unclaimed.delete(id)
      present.forEach(due)
    },
  })
}
