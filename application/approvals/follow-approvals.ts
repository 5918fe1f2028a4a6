import * as E from 'fp-ts/lib/Either.js'
import { endInRules, withNamesTaken, type ApprovalRules, type NamedSession } from '../../domain/approvals/rules.js'
import type { HubEvent } from '../../domain/events/hub-event.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { Feed } from '../shared/feed.js'
import { detach } from '../shared/detached.js'
import type { Job } from '../shared/job.js'
import type { Log } from '../shared/log.port.js'
import type { ApprovalRulesStore } from './approval-rules.port.js'
import type { ApprovalDesk } from './approval-desk.js'
import type { Clearances } from './clearances.js'

export interface FollowApprovalsDeps {
  readonly feed: Feed
  readonly host: SessionHost
  readonly desk: ApprovalDesk
  readonly clearances: Clearances
  readonly rules: ApprovalRulesStore
  readonly log: Log
}

const PART = 'approvals follow sessions'

/** Approvals and rules end with their session; a session takes the modes of its names. */
export function makeFollowApprovals(deps: FollowApprovalsDeps): Job {
  const { feed, host, desk, clearances, rules, log } = deps

  async function change(to: (before: ApprovalRules) => ApprovalRules): Promise<void> {
    const changed = await rules.change(to)()
    if (E.isLeft(changed)) {
      log.error('the rules of approvals could not follow a session', { detail: changed.left.detail })
    }
  }

  const take = (...named: ReadonlyArray<NamedSession>): Promise<void> =>
    change((before) => withNamesTaken(before, named))

  async function takeLive(): Promise<void> {
    const live = await host.list()
    if (E.isRight(live)) await take(...live.right)
  }

  async function follow(event: HubEvent): Promise<void> {
    switch (event._tag) {
      case 'session-started':
        return take({ id: event.session, name: event.name })
      case 'session-renamed':
        return take({ id: event.session, name: event.oldName }, { id: event.session, name: event.newName })
      case 'session-ended':
        clearances.forget(event.session)
        await Promise.all([
          desk.withdraw.onSessionEnded(event.session)(),
          change((before) => endInRules(before, { id: event.session, name: event.name })),
        ])
        return
      case 'session-attached':
        if (event.attached) await desk.withdraw.onAttached(event.session)()
        return
      default:
        return
    }
  }

  return {
    name: PART,
    start: () => {
      const stop = feed.subscribe((event) => detach(PART, () => follow(event)))
      detach(PART, takeLive)
      return stop
    },
  }
}
