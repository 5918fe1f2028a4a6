import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { FinishJournal } from '../../../application/board/finish-journal.port.js'
import type { FinishBook } from '../../../domain/board/finish.js'

/** In-memory journal of finishes. */
export function memoryFinishJournal(first: FinishBook = []): FinishJournal {
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
