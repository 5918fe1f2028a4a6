import * as E from 'fp-ts/lib/Either.js'
import { badFileOperation, type BadFileOperation } from './errors.js'

/** What happens when a name is taken: it fails, the new one gets a number, or the old file goes. */
export type OnConflict = 'fail' | 'rename' | 'overwrite'

/** For moves and copies: absent is `fail`, and nothing but the two other ways may be asked for. */
export function parseOnConflict(raw: unknown): E.Either<BadFileOperation, OnConflict> {
  if (raw === undefined) return E.right('fail')
  return raw === 'rename' || raw === 'overwrite' ? E.right(raw) : E.left(badFileOperation)
}

/** For uploads: absent is `rename`, anything that is neither of the two ways is `fail`. */
export function uploadConflict(raw: string): OnConflict {
  if (raw === '') return 'rename'
  return raw === 'rename' || raw === 'overwrite' ? raw : 'fail'
}
