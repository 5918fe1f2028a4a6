import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Container } from 'inversify'
import { detach } from '../infrastructure/guard/guard.js'
import { TOKENS as T } from './tokens.js'

/** Interval at which the hub records the sessions that are alive; a younger session is recorded when it starts. */
const HEARTBEAT_MS = 60_000

/** Writes down now and then which sessions live. Returns a function that stops it. */
export function startHeartbeat(container: Container): () => void {
  const log = container.get(T.log)
  const beat = TE.match(
    ({ detail }: { readonly detail: string }) => {
      log.warn('no heartbeat was written', { detail })
    },
    () => undefined,
  )(container.get(T.takeHeartbeat)((book) => E.right(book)))
  return container.get(T.clock).every(HEARTBEAT_MS, () => detach('heartbeat', beat))
}

/** Starts everything that goes on beside requests: who follows whom through the feed. The answer stops it all. */
export function startJobs(container: Container): () => void {
  const jobs = [
    T.auditRotations,
    T.followAttention,
    T.followApprovals,
    T.pushAttention,
    T.pushAlarms,
    T.watchTranscripts,
    T.watchProjectSettings,
    T.pushBudgets,
    T.watchScreens,
    T.followBoardSessions,
    T.keepClipboard,
    T.reviveAfterCrash,
    T.followForecasts,
    T.followUsage,
    T.followHost, // last: the others hear what it tells
  ].map((job) => container.get(job)())
  const stopChecking = container.get(T.versionBook).follow()
  const stopTiming = container.get(T.approvalTimes).follow()
  const stopPolling = container.get(T.readLimits).poll()
  const stopReckoning = container.get(T.watchBudgets).follow()
  const stopResuming = container.get(T.resumeSessions).follow()
  const stopRecovering = container.get(T.recoverFinishes).follow()
  const followers = [
    container.get(T.formerNames),
    container.get(T.statusLines),
    container.get(T.permissionModes),
    container.get(T.agentSessions),
  ]
  return () => {
    for (const stop of jobs) stop()
    stopChecking()
    stopTiming()
    stopPolling()
    stopReckoning()
    stopResuming()
    stopRecovering()
    for (const { stop } of followers) stop()
  }
}
