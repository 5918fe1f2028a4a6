import * as E from 'fp-ts/lib/Either.js'
import { badFileOperation, type BadFileOperation } from './errors.js'

/** Action when the name exists: fail, number the new file, or replace the old one. */
export type OnConflict = 'fail' | 'rename' | 'overwrite'

/** Reads the action for moves and copies. Absent is `fail`; only `rename` and `overwrite` may be requested. */
export function parseOnConflict(raw: unknown): E.Either<BadFileOperation, OnConflict> {
  if (raw === undefined) return E.right('fail')
  return raw === 'rename' || raw === 'overwrite' ? E.right(raw) : E.left(badFileOperation)
}

/** Reads the action for uploads. Absent is `rename`, any unknown value is `fail`. */
export function uploadConflict(raw: string): OnConflict {
  if (raw === '') return 'rename'
  return raw === 'rename' || raw === 'overwrite' ? raw : 'fail'
}
