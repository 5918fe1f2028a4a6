import * as E from 'fp-ts/lib/Either.js'
import { endInRules, renameInRules, type ApprovalRules } from '../../domain/approvals/rules.js'
import type { HubEvent } from '../../domain/events/hub-event.js'
import type { Feed } from '../shared/feed.js'
import { detach } from '../shared/detached.js'
import type { Job } from '../shared/job.js'
import type { Log } from '../shared/log.port.js'
import type { ApprovalRulesStore } from './approval-rules.port.js'
import type { Alarms } from './alarms.js'
import type { ApprovalDesk } from './approval-desk.js'
import type { Clearances } from './clearances.js'

export interface FollowApprovalsDeps {
  readonly feed: Feed
  readonly desk: ApprovalDesk
  readonly clearances: Clearances
  readonly alarms: Alarms
  readonly rules: ApprovalRulesStore
  readonly log: Log
}

const PART = 'approvals follow sessions'

/** Approvals and rules move with a rename of their session and end with it. */
export function makeFollowApprovals(deps: FollowApprovalsDeps): Job {
  const { feed, desk, clearances, alarms, rules, log } = deps

  async function change(to: (before: ApprovalRules) => ApprovalRules): Promise<void> {
    const changed = await rules.change(to)()
    if (E.isLeft(changed)) {
      log.error('the rules of approvals could not follow a session', { detail: changed.left.detail })
    }
  }

  async function follow(event: HubEvent): Promise<void> {
    switch (event._tag) {
      case 'session-renamed': {
        const { oldName, newName } = event
        for (const follower of [desk, clearances, alarms]) follower.rename(oldName, newName)
        return change((before) => renameInRules(before, oldName, newName))
      }
      case 'session-ended':
        clearances.forget(event.name)
        await Promise.all([
          desk.withdraw.onSessionEnded(event.name)(),
          change((before) => endInRules(before, event.name)),
        ])
        return
      case 'session-attached':
        if (event.attached) await desk.withdraw.onAttached(event.name)()
        return
      default:
        return
    }
  }

  return { name: PART, start: () => feed.subscribe((event) => detach(PART, () => follow(event))) }
}
