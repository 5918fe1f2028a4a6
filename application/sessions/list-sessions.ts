import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionRecords } from '../../domain/sessions/session-record.js'
import { listSessions, type ListedSession } from '../../domain/sessions/listed-session.js'
import type { Session } from '../../domain/sessions/session.js'
import type { Unavailable } from '../shared/errors.js'
import { memoizeLast } from '../shared/memoize-last.js'
import type { SessionHost } from './session-host.port.js'
import type { SessionRecordStore } from '../shared/state-store.port.js'

/** Sessions and the state of the connection to their host. */
export interface SessionOverview {
  /** Live sessions and records. */
  readonly sessions: ReadonlyArray<ListedSession>
  /** Error of the host; `null` when it responded. With an error, every session is listed as dormant. */
  readonly hostFault: Unavailable | null
}

/** Lists live sessions and those that only have a record. */
export type ListSessions = TE.TaskEither<Unavailable, SessionOverview>
export interface ListSessionsDeps {
  readonly host: SessionHost
  readonly record: SessionRecordStore
  readonly prefix: string
}

/** Everything that runs or is remembered, as it is right now. */
export function makeListSessions({ host, record, prefix }: ListSessionsDeps): ListSessions {
  const overview = memoizeLast((live: ReadonlyArray<Session>, records: SessionRecords) =>
    listSessions(live, records, prefix),
  )
  return async () => {
    const listed = await host.list()
    const [live, hostFault] = E.isRight(listed) ? [listed.right, null] : [[], listed.left]
    const records = await record.read()
    return E.isRight(records) ? E.right({ sessions: overview(live, records.right), hostFault }) : records
  }
}
