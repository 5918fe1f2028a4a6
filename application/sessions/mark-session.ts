import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { sessionNotKnown, type SessionNotKnown } from '../../domain/sessions/errors.js'
import { findKnown, setMark, type SessionMark, type SessionRecord } from '../../domain/sessions/session-record.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Unavailable } from '../shared/errors.js'
import type { SessionsPorts } from './ports.js'

/** Failure of a mark. */
export type MarkSessionError = SessionNotKnown | Unavailable
/** Sets a mark; without a wanted value it flips. Answers with the entry as it is then. */
export type MarkSession = (
  name: SessionName,
  mark: SessionMark,
  wanted: boolean | undefined,
) => TE.TaskEither<MarkSessionError, SessionRecord>

/** Only sessions that are known can be marked. A value that is there already writes nothing. */
export function makeMarkSession({ record }: Pick<SessionsPorts, 'record'>): MarkSession {
  return (name, mark, wanted) =>
    pipe(
      record.update((records) => setMark(records, name, mark, wanted)),
      TE.flatMapNullable(
        (records) => findKnown(records, name),
        () => sessionNotKnown(name),
      ),
    )
}
