import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Container } from 'inversify'
import { detach } from '../infrastructure/guard/guard.js'
import { TOKENS as T } from './tokens.js'

/** Interval at which the hub records the sessions that are alive; a younger session is recorded when it starts. */
const HEARTBEAT_MS = 60_000

/** Writes down now and then which sessions live. Returns a function that stops it. */
function startHeartbeat(container: Container): () => void {
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
  const stops = [
    container.get(T.followActivity)(),
    container.get(T.repoSummaries).close,
    container.get(T.fileWatch).close,
    ...[T.projects].flatMap((feature) => container.get(feature).jobs.map((job) => job.start())),
    ...[
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
    ].map((job) => container.get(job)()),
    container.get(T.versionBook).follow(),
    container.get(T.approvalTimes).follow(),
    container.get(T.readLimits).poll(),
    container.get(T.watchBudgets).follow(),
    container.get(T.resumeSessions).follow(),
    container.get(T.recoverFinishes).follow(),
    container.get(T.formerNames).stop,
    container.get(T.statusLines).stop,
    container.get(T.permissionModes).stop,
    container.get(T.agentSessions).stop,
    startHeartbeat(container),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
