import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { Spread } from '../../domain/server/spread.js'
import type { ListApprovals } from '../approvals/list-approvals.js'
import type { ListSessions } from '../sessions/list-sessions.js'
import type { Clock } from '../shared/clock.port.js'
import type { Attachments } from '../terminal/attachments.js'
import type { ApprovalTimes } from './approval-times.js'
import type { Figures, Measurements } from './measurements.port.js'

/** Status of the hub. */
export interface ServerStatus extends Figures {
  readonly uptimeMs: number
  /** Live ones; `null` when the host of sessions cannot be asked. */
  readonly sessions: number | null
  /** Terminals that are open in a browser. */
  readonly viewers: number
  readonly approvals: { readonly pending: number; readonly took: Spread; readonly listed: Spread }
}

export type ReadServerStatus = T.Task<ServerStatus>
export interface ReadServerStatusDeps {
  readonly measurements: Measurements
  readonly listSessions: ListSessions
  readonly attachments: Attachments
  readonly list: Pick<ListApprovals, 'count'>
  readonly times: ApprovalTimes
  readonly clock: Clock
}

/** Everything that a person wants to see when the hub feels slow. */
export function makeReadServerStatus(deps: ReadServerStatusDeps): ReadServerStatus {
  const { measurements, listSessions, attachments, list, times, clock } = deps
  const startedAt = clock.now()

  return async () => {
    const listed = await listSessions()
    const isSeen = E.isRight(listed) && listed.right.hostFault === null
    return {
      ...measurements.read(),
      uptimeMs: clock.now() - startedAt,
      sessions: isSeen ? listed.right.sessions.filter(({ status }) => status !== 'dormant').length : null,
      viewers: attachments.count(),
      approvals: { pending: list.count(), took: times.spread(), listed: times.listed() },
    }
  }
}
