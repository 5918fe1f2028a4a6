import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unusableDirectory } from '../../domain/sessions/errors.js'
import type { FoldersHarness } from './folders.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<FoldersHarness, 'folders'>('folders')

/** Broken checks of folders. */
export const foldersMutants: Mutants<FoldersHarness> = {
  'expands ~ alone and before a slash': {
    'does not expand ~': broken(({ usable }) => ({
      usable: (directory) =>
        directory.startsWith('~') ? TE.left(unusableDirectory(directory, 'not-absolute')) : usable(directory),
    })),
    'expands ~ alone only': broken(({ usable }) => ({
      usable: (directory) => (directory.startsWith('~/') ? TE.right(directory) : usable(directory)),
    })),
  },
  'resolves dots and slashes too many': {
    'returns a path as it is written': broken(({ usable }) => ({
      usable: (directory) =>
        pipe(
          usable(directory),
          TE.map((path) => (directory.startsWith('~') ? path : directory)),
        ),
    })),
  },
  'keeps names that are strange but allowed': {
    'expands variables': broken(({ usable }, { home }) => ({
      usable: (directory) => usable(directory.replace('$HOME', home)),
    })),
    'refuses a number sign': broken(({ usable }) => ({
      usable: (directory) =>
        directory.includes('#') ? TE.left(unusableDirectory(directory, 'not-found')) : usable(directory),
    })),
  },
  'says why one cannot be used, with what was asked for': {
    'takes every folder for usable': broken(({ usable }) => ({
      usable: (directory) => async () => E.right(E.getOrElse(() => directory)(await usable(directory)())),
    })),
    'gives the same reason always': broken(({ usable }) => ({
      usable: (directory) =>
        pipe(
          usable(directory),
          TE.mapLeft(() => unusableDirectory(directory, 'not-found')),
        ),
    })),
    'returns the resolved path with a reason': broken(({ usable }, { home }) => ({
      usable: (directory) =>
        pipe(
          usable(directory),
          TE.mapLeft(({ reason }) => unusableDirectory(directory.replace(/^~(?=\/|$)/, home), reason)),
        ),
    })),
  },
}
