import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionRecord } from '../../../application/sessions/session-record.port.js'
import { EMPTY_BOOK, type SessionBook } from '../../../domain/sessions/known-session.js'

/** In-memory session records. */
export function memorySessionRecord(first: SessionBook = EMPTY_BOOK): SessionRecord {
  let book = first
  return {
    read: TE.fromIO(() => book),
    update: (change) =>
      TE.fromIOEither(() => {
        const changed = change(book)
        if (E.isRight(changed)) book = changed.right
        return changed
      }),
  }
}
