import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { NamedAlarm } from '../../domain/approvals/alarm.js'
import type { ListedApproval } from '../../domain/approvals/held-decision.js'
import type { Resumes } from '../../domain/usage/resumes.js'
import type { ApprovalsFeature } from '../approvals/approvals-feature.js'
import type { ApprovalConfig } from '../approvals/configure-approvals.js'
import type { SessionRecord } from '../../domain/sessions/session-record.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Unavailable } from '../shared/errors.js'
import type { EventJournal } from '../shared/event-journal.js'
import type { BudgetView } from '../usage/budgets.js'
import type { PacedAccount } from '../usage/read-limits.js'
import type { UpdatesFeature } from '../updates/updates-feature.js'
import type { Updates } from '../updates/list-updates.js'
import type { UsageFeature } from '../usage/usage-feature.js'
import type { PublishedSessions, PublishSessions } from './publish-sessions.js'
import type { HubOverview, ReadHubOverview } from './read-hub-overview.js'

/** Everything that a client shows beside its page, with the position from which events continue it. */
export interface HubSnapshot {
  readonly boot: number
  /** Number of the last event before the first part was read. */
  readonly seq: number
  readonly sessions: PublishedSessions
  readonly approvals: ReadonlyArray<ListedApproval>
  readonly approvalConfig: ApprovalConfig
  readonly alarms: ReadonlyArray<NamedAlarm>
  readonly hub: HubOverview
  /** `null` while the history of limits cannot be read. */
  readonly accounts: ReadonlyArray<PacedAccount> | null
  readonly budgets: BudgetView
  readonly resumes: Resumes
  readonly updates: Updates
  /** Sessions that left the list, until a person has seen it. */
  readonly fadedSessions: ReadonlyArray<SessionRecord>
}

export type ReadSnapshot = TE.TaskEither<Unavailable, HubSnapshot>
export interface ReadSnapshotDeps {
  readonly journal: EventJournal
  readonly publishSessions: PublishSessions
  readonly readHubOverview: ReadHubOverview
  readonly approvals: Pick<ApprovalsFeature, 'alarms' | 'configureApprovals' | 'desk'>
  readonly usage: Pick<UsageFeature, 'configureBudgets' | 'readLimits' | 'resumeSessions'>
  readonly updates: Pick<UpdatesFeature, 'listUpdates'>
  readonly sessions: Pick<SessionsFeature, 'fadedSessions'>
}

/** Accounts with their limits; `null` while they cannot be read. */
export const readAccounts = ({
  readLimits,
}: Pick<UsageFeature, 'readLimits'>): T.Task<ReadonlyArray<PacedAccount> | null> =>
  pipe(
    readLimits.read(1),
    TE.match(
      () => null,
      ({ accounts }) => accounts,
    ),
  )

/** Reads all parts at once. */
export function makeReadSnapshot(deps: ReadSnapshotDeps): ReadSnapshot {
  const { journal, publishSessions, readHubOverview, approvals, usage, updates, sessions } = deps
  const parts = pipe(
    TE.Do,
    TE.apS('sessions', publishSessions.read),
    TE.apS('hub', readHubOverview),
    TE.apS('approvalConfig', approvals.configureApprovals.read),
    TE.apS('accounts', TE.fromTask(readAccounts(usage))),
    TE.apS('budgets', usage.configureBudgets.read),
    TE.apS('resumes', usage.resumeSessions.list),
    TE.apS('updates', TE.fromTask(updates.listUpdates(false))),
    TE.apS('fadedSessions', sessions.fadedSessions.list),
  )
  return () => {
    const [boot, seq] = [journal.bootMs, journal.last()]
    return pipe(
      parts,
      TE.map((read) => ({
        boot,
        seq,
        ...read,
        approvals: approvals.desk.list.now(),
        alarms: approvals.alarms.open(),
      })),
    )()
  }
}
