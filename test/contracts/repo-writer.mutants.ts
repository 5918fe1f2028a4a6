import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { breaking, type Mutants } from './mutants.js'
import type { RepoWriterHarness } from './repo-writer.contract.js'

const broken = breaking<RepoWriterHarness, 'writer'>('writer')

/** Broken writers of repositories. */
export const repoWriterMutants: Mutants<RepoWriterHarness> = {
  'stages changed, new and removed files, and only those': {
    'stages everything': broken((_, { controls }) => ({
      stage: () => TE.fromIO(() => void controls.stage()),
    })),
  },
  'unstages files and leaves the work tree as it is': {
    'unstages nothing': broken(() => ({ unstage: () => TE.right(undefined) })),
  },
  'discards a change down to the index, and restores it with its permissions': {
    'leaves the change': broken(({ discard, restore }, { root }) => ({
      discard: (directory, file) =>
        pipe(
          discard(directory, file),
          TE.tap((id) => TE.fromTask(restore(root, id))),
        ),
    })),
    'loses the permissions': broken(({ restore }, { controls }) => ({
      restore: (directory, id) =>
        pipe(
          restore(directory, id),
          TE.tapIO((path) => () => void controls.write(path, 'without a line end')),
        ),
    })),
  },
  'stages one hunk, and takes it out again': {
    'stages the whole file': broken(({ stage }, { root }) => ({ stageHunk: () => stage(root, ['a.txt']) })),
    'takes the whole file out': broken(({ unstage }, { root }) => ({ unstageHunk: () => unstage(root, ['a.txt']) })),
  },
  'discards one hunk, and restores it while the file is as the discard left it': {
    'discards the whole change': broken(({ discard }) => ({
      discard: (directory, { path, isTracked }) => discard(directory, { path, isTracked }),
    })),
  },
  'restores a discard once': {
    'restores an unknown one': broken(() => ({ restore: () => TE.right('a.txt') })),
  },
  'commits what is staged and nothing else': {
    'commits everything': broken(({ commit }, { controls }) => ({
      commit: (directory, message) =>
        pipe(
          TE.fromIO(() => void controls.stage()),
          TE.flatMap(() => commit(directory, message)),
        ),
    })),
  },
  'refuses to commit while nothing is staged': {
    'makes an empty commit': broken(({ commit }) => ({
      commit: (directory, message) =>
        pipe(
          commit(directory, message),
          TE.orElse(() => TE.right('0'.repeat(40))),
        ),
    })),
  },
}
