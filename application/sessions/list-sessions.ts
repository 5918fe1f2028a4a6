import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { EMPTY_RECORDS, type SessionRecords } from '../../domain/sessions/session-record.js'
import { listSessions, type ListedSession } from '../../domain/sessions/listed-session.js'
import type { Session } from '../../domain/sessions/session.js'
import { boundedSource } from '../shared/bounded-source.js'
import type { Unavailable } from '../shared/errors.js'
import { memoizeLast } from '../shared/memoize-last.js'
import type { SessionsPorts } from './ports.js'

/** Sessions and the state of the connection to their host. */
export interface SessionOverview {
  /** Live sessions and records. */
  readonly sessions: ReadonlyArray<ListedSession>
  /** Error of the host; `null` when it responded. With an error, every session is listed as dormant. */
  readonly hostFault: Unavailable | null
  /** False while the records cannot be read: live sessions alone are listed. */
  readonly hasRecords: boolean
}

/** Lists live sessions and those that only have a record. */
export type ListSessions = TE.TaskEither<never, SessionOverview>

/** Stored records are read from memory; longer means that the disk hangs. */
const RECORDS_MS = 1_000

/** Everything that runs or is remembered, as it is right now. */
export function makeListSessions(deps: Pick<SessionsPorts, 'host' | 'record' | 'clock' | 'prefix'>): ListSessions {
  const { host, record, clock, prefix } = deps
  const readRecords = boundedSource(clock, RECORDS_MS, record.read)
  const overview = memoizeLast((live: ReadonlyArray<Session>, records: SessionRecords) =>
    listSessions(live, records, prefix),
  )
  return async () => {
    const listed = await host.list()
    const [live, hostFault] = E.isRight(listed) ? [listed.right, null] : [[], listed.left]
    const records = await readRecords()
    const sessions = overview(live, O.isSome(records) ? records.value : EMPTY_RECORDS)
    return E.right({ sessions, hostFault, hasRecords: O.isSome(records) })
  }
}
