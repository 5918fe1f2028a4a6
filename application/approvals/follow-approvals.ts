import * as TE from 'fp-ts/lib/TaskEither.js'
import { endInRules, renameInRules, type ApprovalRules } from '../../domain/approvals/rules.js'
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

  const change = (what: (before: ApprovalRules) => ApprovalRules): void => {
    const changed = TE.match(
      ({ detail }: { readonly detail: string }) => {
        log.error('the rules of approvals could not follow a session', { detail })
      },
      () => undefined,
    )(rules.change(what))
    detach(PART, changed)
  }

  return {
    name: PART,
    start: () =>
      feed.subscribe((event) => {
        switch (event._tag) {
          case 'session-renamed': {
            const { oldName, newName } = event
            for (const follower of [desk, clearances, alarms]) follower.rename(oldName, newName)
            change((before) => renameInRules(before, oldName, newName))
            return
          }
          case 'session-ended':
            clearances.forget(event.name)
            detach(PART, () => desk.withdraw.onSessionEnded(event.name)())
            change((before) => endInRules(before, event.name))
            return
          case 'session-attached':
            if (event.attached) detach(PART, () => desk.withdraw.onAttached(event.name)())
            return
          default:
            return
        }
      }),
  }
}
