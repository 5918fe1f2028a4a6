import * as E from 'fp-ts/lib/Either.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { SessionsPorts } from './ports.js'

/** A look reads the process table. */
const LOOK_EVERY_MS = 60_000

/** Ends servers whose session has ended and that no terminal uses at two looks in a row: one may start to use them meanwhile. */
export function makeEndIdleServers(deps: Pick<SessionsPorts, 'agentServers' | 'host' | 'clock' | 'log'>): Job {
  const { agentServers, host, clock, log } = deps
  let seen: ReadonlySet<string> = new Set()

  async function look(): Promise<void> {
    const idle = await agentServers.idle()
    const live = idle.length === 0 ? E.right([]) : await host.list()
    if (E.isLeft(live)) return
    const running = new Set(live.right.map(({ id }) => id))
    const left = idle.filter(({ session }) => !running.has(session))
    for (const server of left.filter(({ key }) => seen.has(key))) {
      log.info('a server that an ended session has left is ended', { ...server })
      await agentServers.end(server)()
    }
    seen = new Set(left.map(({ key }) => key))
  }

  return pollingJob('end of idle servers', clock, LOOK_EVERY_MS, look)
}
