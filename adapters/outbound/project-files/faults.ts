import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import {
  badFileName,
  fileNotFound,
  notAFile,
  notAFolder,
  notPermitted,
  writeFailed,
  type BadFileName,
  type FileNotFound,
  type NotAFile,
  type NotAFolder,
  type NotPermitted,
  type WriteFailed,
} from '../../../domain/files/errors.js'
import { errorCode, errorText } from '../../../infrastructure/files/disk.js'

/** Errors of reading existing entries. */
export type LookupFault = NotPermitted | FileNotFound | NotAFolder | NotAFile | Unavailable
/** Errors of creating, moving and writing entries. */
export type ChangeFault = LookupFault | BadFileName | WriteFailed

/** Runs what only looks. */
export const looking =
  <E, A>(look: () => Promise<E.Either<E, A>>): TE.TaskEither<E | LookupFault, A> =>
  async () => {
    try {
      return await look()
    } catch (thrown) {
      return E.left(lookupFault(thrown))
    }
  }

/** Runs what makes, moves or writes. */
export const changing =
  <E, A>(change: () => Promise<E.Either<E, A>>): TE.TaskEither<E | ChangeFault, A> =>
  async () => {
    try {
      return await change()
    } catch (thrown) {
      return E.left(changeFault(thrown))
    }
  }

function changeFault(thrown: unknown): ChangeFault {
  switch (errorCode(thrown)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return writeFailed('disk-full')
    case 'EIO':
    case 'EFBIG':
      return writeFailed('failed')
    case 'ENAMETOOLONG':
    case 'EILSEQ':
      return badFileName
    default:
      return lookupFault(thrown)
  }
}

function lookupFault(thrown: unknown): LookupFault {
  switch (errorCode(thrown)) {
    case 'ENOENT':
    case 'ENAMETOOLONG':
    // A link that leads to itself, or something that became a link while we looked.
    case 'ELOOP':
      return fileNotFound
    case 'ENOTDIR':
      return notAFolder
    case 'EISDIR':
      return notAFile
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return notPermitted
    default:
      return unavailable('files', errorText(thrown), thrown)
  }
}
