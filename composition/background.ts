import type { Container } from 'inversify'
import { makeBootHub } from '../application/server/boot-hub.js'
import { followFaults } from './follow-faults.js'
import type { Background } from './hub-features.js'
import { startJobs } from './jobs.js'
import { TOKENS as T } from './tokens.js'

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
