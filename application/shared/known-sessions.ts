import * as E from 'fp-ts/lib/Either.js'
import type { SessionRecord } from '../../domain/sessions/session-record.js'
import type { SessionRecordStore } from './state-store.port.js'

/** Recorded sessions; none while the record cannot be read. */
export async function knownSessions(record: Pick<SessionRecordStore, 'read'>): Promise<ReadonlyArray<SessionRecord>> {
  const records = await record.read()
  return E.isRight(records) ? records.right.known : []
}
