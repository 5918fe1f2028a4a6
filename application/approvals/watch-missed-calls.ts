import { modeFor } from '../../domain/approvals/rules.js'
import { readToolCall, type CallSource } from '../../domain/approvals/tool-call.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import * as E from 'fp-ts/lib/Either.js'
import { eventJob, type Job } from '../shared/job.js'
import { knownSessions } from '../shared/known-sessions.js'
import type { ShownDialog } from './call-dialogs.js'
import type { ApprovalsSteps } from './ports.js'
import type { UnfinishedCall } from './tool-results.port.js'

/** Time for a hook to report a call whose dialog is on the screen, and for an answered dialog to close, on a busy machine. */
const REPORTED_WITHIN_MS = 4_000
/** A call that was missed is one of the last of its conversation. */
const MOST_CALLS = 20

/**
 * Asks people about calls whose dialogs are on the screen and that no hook reported: the hub did not run then, or the report was lost. The
 * call is in the transcript; a dialog that shows none of its calls is left alone.
 */
export function makeWatchMissedCalls(
  deps: Pick<
    ApprovalsSteps,
    'calls' | 'callDialogs' | 'desk' | 'rulesInForce' | 'results' | 'record' | 'observeAgents' | 'host' | 'directory'
  > &
    Pick<ApprovalsSteps, 'secrets' | 'clock'>,
): Job {
  const { calls, callDialogs, desk, rulesInForce, results, record, observeAgents, host, directory, secrets, clock } =
    deps
  /** Dialogs that no call on the desk is of, with the time of the first look by the monotonic clock. */
  const unclaimed = new Map<SessionId, { readonly drawn: string; readonly since: number }>()

  async function unclaimedIn(session: SessionId): Promise<ShownDialog | null> {
    if (observeAgents.of(session).activity !== 'waiting') return null
    for (const one of calls.ofSession(session)) if (one._tag !== 'Answered') return null
    if (modeFor(await rulesInForce(), { id: session, name: directory.nameOf(session) }) !== 'ask') return null
    return callDialogs.shownIn(session)
  }

  async function find(session: SessionId, { agent, dialog }: ShownDialog): Promise<CallSource | null> {
    const known = (await knownSessions(record)).find(({ id }) => id === session)
    if (known === undefined || known.conversation?.agent !== agent) return null
    for (const call of (await results.unfinishedIn(known.conversation)()).slice(0, MOST_CALLS)) {
      const source = sourceOf(session, agent, call)
      const read = readToolCall(source, secrets.sha256)
      if (E.isRight(read) && (await callDialogs.isOf(dialog, read.right))) return source
    }
    return null
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
        const source = await find(session, shown)
        if (source !== null) await desk.adopt(source)()
      }
    },
    all: async (due) => {
      const present = new Set((await knownSessions(record)).map(({ id }) => id))
      for (const id of unclaimed.keys()) if (!present.has(id)) unclaimed.delete(id)
      present.forEach(due)
    },
  })
}

const sourceOf = (session: SessionId, agent: ShownDialog['agent'], call: UnfinishedCall): CallSource => ({
  ...{ session, gate: 'PermissionRequest', comesAgain: true, agent, call },
})
