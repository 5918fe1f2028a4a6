import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { broughtBack } from '../../domain/sessions/restore-plan.js'
import type { SessionRecord } from '../../domain/sessions/session-record.js'
import type { Unavailable } from '../shared/errors.js'
import type { SessionsSteps } from './ports.js'

/** Sessions that left the list at a start of the hub because they were not seen for 7 days. */
export interface FadedSessions {
  readonly list: TE.TaskEither<Unavailable, ReadonlyArray<SessionRecord>>
  /** Lists them again as dormant sessions, but for those whose name is in use. */
  readonly bringBack: TE.TaskEither<Unavailable, void>
  /** Drops them for good. */
  readonly drop: TE.TaskEither<Unavailable, void>
}

export const makeFadedSessions = ({
  record,
  readLiveSessions,
  clock,
}: Pick<SessionsSteps, 'record' | 'readLiveSessions' | 'clock'>): FadedSessions => ({
  list: pipe(
    record.read,
    TE.map(({ faded }) => faded),
  ),
  bringBack: pipe(
    readLiveSessions,
    TE.map((live) => live.map(({ name }) => name)),
    TE.flatMap((names) => record.update((records) => E.right(broughtBack(records, names, clock.now())))),
    TE.asUnit,
  ),
  drop: pipe(
    record.update((records) => E.right({ ...records, faded: [] })),
    TE.asUnit,
  ),
})
