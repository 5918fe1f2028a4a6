import * as E from 'fp-ts/lib/Either.js'
import { afterCrash, planned } from '../../domain/sessions/restore-plan.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { detach } from '../shared/detached.js'
import type { Job } from '../shared/job.js'
import type { SessionsSteps } from './ports.js'

/** A host that crashes more often within this time does so because of what is revived in it. */
const MAX_CRASHES = 3
const WITHIN_MS = 10 * 60 * 1000

const PART = 'revival after a crash'

/**
 * Starts again, while the hub runs, every known session that went down in a crash of the host. The plan is on disk before
 * the first start, so that a hub that is killed meanwhile goes on at its next start. A host that ended on request stays
 * down.
 */
export function makeReviveAfterCrash(
  deps: Pick<SessionsSteps, 'host' | 'record' | 'settings' | 'reviveAll' | 'clock' | 'log'>,
): Job {
  const { host, record, settings, reviveAll, clock, log } = deps

  async function revive(crashed: ReadonlySet<SessionId>): Promise<void> {
    const current = await settings.read()
    if (E.isLeft(current) || !current.right.autoRestore) return
    const noted = await record.update((records) => E.right(planned(records, afterCrash(records, crashed))))()
    if (E.isLeft(noted)) {
      log.error('the host crashed, and what it ran could not be planned', { detail: noted.left.detail })
      return
    }
    const plan = afterCrash(noted.right, crashed)
    log.warn('the session host crashed; its sessions are started again', { sessions: plan.length })
    await reviveAll(plan, current.right.autoRestoreContinue)()
  }

  return {
    name: PART,
    start: () => {
      let crashed = new Set<SessionId>()
      let crashes: ReadonlyArray<number> = []
      let last: Promise<void> = Promise.resolve()

      const flush = (): void => {
        const lost = crashed
        crashed = new Set()
        crashes = [...crashes.filter((at) => clock.now() - at < WITHIN_MS), clock.now()]
        if (crashes.length > MAX_CRASHES) {
          log.error('the session host crashes again and again; its sessions stay down until the next start', {})
          return
        }
        const revival = last.then(() => revive(lost))
        last = revival.catch(() => undefined)
        detach(PART, revival)
      }
      return host.watch((event) => {
        if (event._tag !== 'SessionEnded' || event.with !== 'crash') return
        // One crash tells the end of every session in one turn.
        if (crashed.size === 0) detach(PART, Promise.resolve().then(flush))
        crashed.add(event.id)
      })
    },
  }
}
