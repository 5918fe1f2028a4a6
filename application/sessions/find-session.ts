import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { findKnown, type SessionRecord } from '../../domain/sessions/session-record.js'
import type { Session } from '../../domain/sessions/session.js'
import type { Unavailable } from '../shared/errors.js'
import { findLive } from './is-live.js'
import type { SessionsPorts } from './ports.js'

/** The session that has a name. All `null` for a name that is free. */
export interface NamedSession {
  readonly id: SessionId | null
  readonly live: Session | null
  readonly known: SessionRecord | null
}

/** Reads from host and store which session has this name now. */
export type FindSession = (name: string) => TE.TaskEither<Unavailable, NamedSession>

export const makeFindSession =
  ({ host, record }: Pick<SessionsPorts, 'host' | 'record'>): FindSession =>
  (name) =>
    pipe(
      TE.Do,
      TE.bind('found', () => findLive(host, name)),
      TE.bind('live', () => host.list),
      TE.bind('records', () => record.read),
      TE.map(({ found, live, records }) => {
        // A record can have the name that its session had before a rename by hand.
        const isOfAnother = ({ id }: SessionRecord): boolean => live.some((one) => one.id === id && one.name !== name)
        const named = records.known.find(({ id }) => id === found?.id) ?? findKnown(records, name)
        const known = named === undefined || isOfAnother(named) ? null : named
        return { id: found?.id ?? known?.id ?? null, live: found, known }
      }),
    )
