import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ProjectStore } from '../../../application/projects/project-store.port.js'
import { EMPTY_PROJECT_BOOK, type ProjectBook } from '../../../domain/projects/project.js'

/** In-memory registry of projects. */
export function memoryProjectStore(first: ProjectBook = EMPTY_PROJECT_BOOK): ProjectStore {
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
