import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { remember, type SessionRecord, type SessionRecords } from '../../domain/sessions/session-record.js'
import { DEFAULT_SETTINGS } from '../../domain/settings/settings.js'
import type { Unavailable } from '../shared/errors.js'
import type { SessionsSteps } from './ports.js'

/** Stores the record of a session that the hub has started. A new one is marked to be recorded when the setting says so. */
export type RememberStarted = (
  started: Pick<SessionRecord, 'id' | 'name' | 'directory' | 'command'>,
) => TE.TaskEither<Unavailable, SessionRecords>

/** Settings that cannot be read do not keep a session that runs from having a record. */
export const makeRememberStarted =
  ({
    settings,
    updateSessionRecords,
    remembered,
  }: Pick<SessionsSteps, 'settings' | 'updateSessionRecords' | 'remembered'>): RememberStarted =>
  (started) =>
    pipe(
      settings.read,
      TE.orElseW(() => TE.right(DEFAULT_SETTINGS)),
      TE.flatMap(({ recordNewSessions }) =>
        updateSessionRecords((records, at) => E.right(remember(records, started, at, recordNewSessions))),
      ),
      TE.tapIO(() => remembered),
    )
