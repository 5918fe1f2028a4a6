import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { RepoWriteFault, RepoWriter } from '../../../application/repo/repo-writer.port.js'
import type { CommandResult } from '../../../application/shared/command-runner.port.js'
import { changeOutdated, gitRefused, type ChangeOutdated, type GitRefused } from '../../../domain/repo/errors.js'
import type { DiscardId } from '../../../domain/repo/work-tree.js'
import type { Directory } from '../../../domain/shared/brand.js'
import type { Instant } from '../../../domain/shared/instant.js'
import type { HeldFolder } from '../../../infrastructure/files/beneath.js'
import type { OpenWrites } from '../../../infrastructure/files/open-writes.js'
import { discardedFiles, MAX_DISCARDED_BYTES } from './discarded-files.js'
import { inFolderOf, isUnchanged, readEntry, removeEntry, replaceEntry, type StampedEntry } from './exact-file.js'
import type { GitDeps } from './git-deps.js'
import { errorTextOf, gitWriter, repositoryOf, type RunGit } from './git-writer.js'

/** Tools of `gitRepoWriter`. */
export interface GitRepoWriterDeps extends GitDeps {
  /** Names for temporary files. */
  readonly openWrites: OpenWrites
  /** Present time. */
  readonly now: () => Instant
}

const FROM_INPUT = ['--pathspec-from-file=-', '--pathspec-file-nul']

type Step<A> = TE.TaskEither<ChangeOutdated | RepoWriteFault, A>

/** Changes of index and work tree by the `git` program. git ≥ 2.26. */
export function gitRepoWriter({ openWrites, now, ...deps }: GitRepoWriterDeps): RepoWriter {
  const git = gitWriter(deps)
  const discards = discardedFiles(git, now)

  const must = (...[root, words, options]: Parameters<RunGit>): TE.TaskEither<RepoWriteFault, CommandResult> =>
    pipe(
      git.act(root, ['--literal-pathspecs', ...words], options),
      TE.flatMap((result): TE.TaskEither<RepoWriteFault, CommandResult> =>
        result.exitCode === 0 ? TE.right(result) : TE.left(gitRefused(errorTextOf(result))),
      ),
    )

  const withPaths = (directory: Directory, words: ReadonlyArray<string>, paths: ReadonlyArray<string>) =>
    pipe(
      repositoryOf(directory),
      TE.flatMap(({ root }) =>
        must(root, [...words, ...FROM_INPUT], { input: paths.map((path) => `${path}\0`).join('') }),
      ),
      TE.asUnit,
    )

  /** Replaces an unstaged change by the file of the index, or removes an untracked file. */
  const revert = (root: Directory, path: string, isTracked: boolean, folder: HeldFolder, name: string): Step<void> =>
    isTracked
      ? pipe(
          must(root, ['checkout-index', '--force', '--quiet', '-u', '-z', '--stdin'], { input: `${path}\0` }),
          TE.asUnit,
        )
      : onDisk(() => removeEntry(folder, name))

  const discardIn = (
    root: Directory,
    path: string,
    isTracked: boolean,
    folder: HeldFolder,
    name: string,
  ): Step<DiscardId> =>
    pipe(
      onDisk(() => readEntry(folder, name)),
      TE.filterOrElse(
        ({ size }) => size <= MAX_DISCARDED_BYTES,
        () => gitRefused(`${path} is too large to be stored`),
      ),
      TE.bindTo('found'),
      TE.bindW('id', ({ found: { entry } }) => discards.store(root, { path, entry })),
      TE.tap(({ found: { stamp } }) => unlessChanged(path, () => isUnchanged(folder, name, stamp))),
      TE.tap(() => revert(root, path, isTracked, folder, name)),
      TE.map(({ id }) => id),
    )

  /** True when the file is absent or as in the index, so that nothing is lost with it. */
  const isExpendable = (
    root: Directory,
    path: string,
    { entry }: StampedEntry,
  ): TE.TaskEither<RepoWriteFault, boolean> =>
    entry.kind === 'absent'
      ? TE.right(true)
      : pipe(
          git.ask(root, ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--ignored=matching', '--', path]),
          // Second letter: work tree against index; two of a kind for untracked and ignored files. git-status(1).
          TE.map(({ exitCode, stdout }) => exitCode === 0 && (stdout === '' || stdout[1] === ' ')),
        )

  return {
    stage: (directory, paths) => withPaths(directory, ['add', '--all'], paths),
    unstage: (directory, paths) => withPaths(directory, ['reset', '--quiet'], paths),
    discard: (directory, { path, isTracked }) =>
      pipe(
        repositoryOf(directory),
        TE.flatMap(({ root }) =>
          inFolder(root, path, (folder, name) => discardIn(root, path, isTracked, folder, name)),
        ),
      ),
    restore: (directory, id) =>
      pipe(
        repositoryOf(directory),
        TE.bindTo('place'),
        TE.bindW('stored', ({ place: { root } }) => discards.find(root, id)),
        TE.bindW('content', ({ place: { root }, stored }) => discards.contentOf(root, stored)),
        TE.flatMap(({ place: { root }, stored: { path, entry }, content }) =>
          pipe(
            inFolder(root, path, (folder, name) =>
              pipe(
                onDisk(() => readEntry(folder, name)),
                TE.tap((found) =>
                  pipe(
                    isExpendable(root, path, found),
                    TE.filterOrElseW(
                      (isFree) => isFree,
                      () => changeOutdated(path),
                    ),
                  ),
                ),
                TE.flatMap((found) =>
                  unlessChanged(path, () => replaceEntry(folder, name, found, entry, content, openWrites)),
                ),
              ),
            ),
            TE.flatMap(() => discards.drop(root, id)),
            TE.map(() => path),
          ),
        ),
      ),
    commit: (directory, message) =>
      pipe(
        repositoryOf(directory),
        TE.flatMap(({ root }) =>
          pipe(
            must(root, ['commit', '--quiet', '--file=-'], { input: message }),
            TE.flatMap(() => must(root, ['rev-parse', 'HEAD'])),
            TE.map(({ stdout }) => stdout.trim()),
          ),
        ),
      ),
  }
}

const messageOf = (thrown: unknown): GitRefused => gitRefused(thrown instanceof Error ? thrown.message : String(thrown))

const onDisk = <A>(run: () => Promise<A>): TE.TaskEither<GitRefused, A> => TE.tryCatch(run, messageOf)

const unlessChanged = (
  path: string,
  isDone: () => Promise<boolean>,
): TE.TaskEither<ChangeOutdated | GitRefused, boolean> =>
  pipe(
    onDisk(isDone),
    TE.filterOrElseW(
      (done) => done,
      () => changeOutdated(path),
    ),
  )

const inFolder = <A>(root: Directory, path: string, run: (folder: HeldFolder, name: string) => Step<A>): Step<A> =>
  pipe(
    onDisk(() => inFolderOf(root, path, (folder, name) => run(folder, name)())),
    TE.flatMapEither((done) => done),
  )
