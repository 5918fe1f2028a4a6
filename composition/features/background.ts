import type { Container } from 'inversify'
import { makeBootHub } from '../../application/server/boot-hub.js'
import { observeDefects } from '../../application/shared/detached.js'
import type { Job } from '../../application/shared/job.js'
import type { Log } from '../../application/shared/log.port.js'
import { observeFaults, reportFault, stackOf } from '../../infrastructure/guard/guard.js'
import type { Background } from './hub-features.js'
import type { Token } from './provide.js'
import { TOKENS as T } from './tokens.js'

/** Features with background work, in the order in which they start. Sessions publish what the others subscribe to. */
const FEATURES: ReadonlyArray<Token<{ readonly jobs: ReadonlyArray<Job> }>> = [
  T.attention,
  T.projects,
  T.files,
  T.repo,
  T.board,
  T.approvals,
  T.push,
  T.webhooks,
  T.prompts,
  T.conversations,
  T.usage,
  T.access,
  T.hooks,
  T.updates,
  T.recordings,
  T.timeline,
  T.server,
  T.sessions,
]

/** Starts all background work. Returns a function that stops it. */
export function startJobs(container: Container): () => void {
  const stops = FEATURES.flatMap((feature) => container.get(feature).jobs.map((job) => job.start()))
  return () => {
    for (const stop of stops) stop()
  }
}

/** Hubs of this process that follow faults. Defects of use cases are passed on once, however many there are. */
let followers = 0
let stopPassing = (): void => undefined

/** Logs every fault of this process, those of use cases included. Returns an unsubscribe function. */
function followFaults(log: Log): () => void {
  followers += 1
  if (followers === 1) stopPassing = observeDefects(reportFault)
  const stop = observeFaults(({ part, error }) => {
    log.error('a part of the hub failed; the hub goes on', { part, error: stackOf(error) })
  })
  let isFollowing = true
  return () => {
    if (!isFollowing) return
    isFollowing = false
    stop()
    followers -= 1
    if (followers === 0) stopPassing()
  }
}

/** Background work of the features in a container. Faults go to its log until the end. */
export function backgroundOf(container: Container): Background {
  const { log } = container.get(T.tools)
  const stops = [followFaults(log)]
  const board = container.get(T.board)
  const start = makeBootHub({
    ...container.get(T.approvals),
    ...container.get(T.sessions),
    reconcileBoard: board.reconcileBoard,
    recoverFinishes: board.finishes.recoverFinishes,
    discoverProjects: container.get(T.projects).discoverProjects,
    startJobs: () => void stops.unshift(startJobs(container)),
    log,
  })
  return {
    start,
    stop: async () => {
      await container.get(T.approvals).desk.withdraw.onHubStopping()
      for (const stop of stops.splice(0)) stop()
      container.get(T.terminal).attachments.closeAll()
    },
  }
}
