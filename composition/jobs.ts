import type { Container } from 'inversify'
import { TOKENS as T } from './tokens.js'

/** Starts everything that goes on beside requests: who follows whom through the feed. The answer stops it all. */
export function startJobs(container: Container): () => void {
  const jobs = [
    T.auditRotations,
    T.followAttention,
    T.followApprovals,
    T.pushAttention,
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
