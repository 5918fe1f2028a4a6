import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Container } from 'inversify'
import type { Job } from '../application/shared/job.js'
import { detach } from '../infrastructure/guard/guard.js'
import type { Token } from './token.js'
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

/** Features with background work, in the order in which they start. */
const FEATURES: ReadonlyArray<Token<{ readonly jobs: ReadonlyArray<Job> }>> = [
  T.attention,
  T.projects,
  T.files,
  T.repo,
  T.board,
  T.approvals,
  T.push,
  T.usage,
]

/** Starts everything that goes on beside requests: who follows whom through the feed. The answer stops it all. */
export function startJobs(container: Container): () => void {
  const stops = [
    ...FEATURES.flatMap((feature) => container.get(feature).jobs.map((job) => job.start())),
    ...[
      T.auditRotations,
      T.watchProjectSettings,
      T.keepClipboard,
      T.reviveAfterCrash,
      T.followHost, // last: the others hear what it tells
    ].map((job) => container.get(job)()),
    container.get(T.versionBook).follow(),
    container.get(T.approvalTimes).follow(),
    startHeartbeat(container),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
