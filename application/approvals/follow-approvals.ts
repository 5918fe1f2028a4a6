import * as E from 'fp-ts/lib/Either.js'
import {
  endInRules,
  renameInRules,
  withNames,
  withRunsOf,
  type ApprovalRules,
  type NamedSession,
} from '../../domain/approvals/rules.js'
import type { HubEvent } from '../../domain/events/hub-event.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { detach } from '../shared/detached.js'
import type { Job } from '../shared/job.js'
import type { ApprovalDesk } from './approval-desk.js'
import type { Clearances } from './clearances.js'
import type { ApprovalsSteps } from './ports.js'

const PART = 'approvals follow sessions'

/** Approvals and rules end with their session, also when it ended while no hub ran. A session takes the mode of its name. */
export function makeFollowApprovals(
  deps: Pick<ApprovalsSteps, 'feed' | 'host' | 'directory' | 'rules' | 'log'> & {
    readonly desk: Pick<ApprovalDesk, 'withdraw'>
    readonly clearances: Pick<Clearances, 'forget'>
  },
): Job {
  const { feed, host, directory, desk, clearances, rules, log } = deps

  async function change(to: (before: ApprovalRules) => ApprovalRules): Promise<void> {
    const changed = await rules.update((before) => E.right(to(before)))()
    if (E.isLeft(changed)) {
      log.error('the rules of approvals could not follow a session', { detail: changed.left.detail })
    }
  }

  /** Sessions with a mode, running or not, by the names that are on record. */
  const onRecord = ({ ids }: ApprovalRules): ReadonlyArray<NamedSession> =>
    Object.keys(ids)
      .map((id) => ({ id: sessionId(id), name: directory.nameOf(sessionId(id)) }))
      .filter(({ id, name }) => id !== name)

  async function catchUp(): Promise<void> {
    const live = await host.list()
    const running = E.isRight(live) ? live.right : []
    await change((before) => {
      const named = withNames(before, [...onRecord(before), ...running])
      return E.isRight(live) ? withRunsOf(named, running) : named
    })
  }

  async function follow(event: HubEvent): Promise<void> {
    switch (event._tag) {
      case 'session-started':
        return change((before) => withNames(before, [{ id: event.session, name: event.name }]))
      case 'session-renamed':
        return change((before) => renameInRules(before, event.session, event.oldName, event.newName))
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
      detach(PART, catchUp)
      return stop
    },
  }
}
