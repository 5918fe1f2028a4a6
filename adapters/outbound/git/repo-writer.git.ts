import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { DiscardedFile, RepoWriteFault, RepoWriter } from '../../../application/repo/repo-writer.port.js'
import type { CommandResult } from '../../../application/shared/command-runner.port.js'
import { changeOutdated, gitRefused, type ChangeOutdated, type GitRefused } from '../../../domain/repo/errors.js'
import type { DiscardId } from '../../../domain/repo/work-tree.js'
import type { Directory } from '../../../domain/shared/brand.js'
import type { Instant } from '../../../domain/shared/instant.js'
import type { HeldFolder } from '../../../infrastructure/files/beneath.js'
import type { OpenWrites } from '../../../infrastructure/files/open-writes.js'
import { discardedFiles, MAX_DISCARDED_BYTES, type DiscardedEntry } from './discarded-files.js'
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

  /** Applies the patch of one hunk. Whitespace is taken as it is. */
  const applyHunk = (
    root: Directory,
    hunk: string,
    ...flags: ReadonlyArray<string>
  ): TE.TaskEither<RepoWriteFault, void> =>
    pipe(must(root, ['apply', '--whitespace=nowarn', ...flags, '-'], { input: hunk }), TE.asUnit)

  const inRoot = (directory: Directory, run: (root: Directory) => TE.TaskEither<RepoWriteFault, void>) =>
    pipe(
      repositoryOf(directory),
      TE.flatMap(({ root }) => run(root)),
    )

  /** Hash of a file without filters; `null` for anything else. */
  const hashOf = (
    root: Directory,
    path: string,
    { entry }: StampedEntry,
  ): TE.TaskEither<RepoWriteFault, string | null> =>
    entry.kind === 'file'
      ? pipe(
          must(root, ['hash-object', '--no-filters', '--', path]),
          TE.map(({ stdout }) => stdout.trim()),
        )
      : TE.right(null)

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
    { path, isTracked, hunk }: DiscardedFile,
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
      TE.tap(({ found, id }): Step<unknown> =>
        hunk === undefined
          ? revert(root, path, isTracked, folder, name)
          : pipe(
              applyHunk(root, hunk, '--reverse'),
              TE.flatMap(() => hashOf(root, path, found)),
              TE.flatMap((left) =>
                left === null ? TE.right(undefined) : discards.noteLeft(root, id, { path, entry: found.entry, left }),
              ),
            ),
      ),
      TE.map(({ id }) => id),
    )

  /** True when the file is absent, as in the index or as the discard left it, so that nothing is lost with it. */
  const isExpendable = (
    root: Directory,
    { path, left }: DiscardedEntry,
    found: StampedEntry,
  ): TE.TaskEither<RepoWriteFault, boolean> =>
    found.entry.kind === 'absent'
      ? TE.right(true)
      : pipe(
          git.ask(root, ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--ignored=matching', '--', path]),
          // Second letter: work tree against index; two of a kind for untracked and ignored files. git-status(1).
          TE.map(({ exitCode, stdout }) => exitCode === 0 && (stdout === '' || stdout[1] === ' ')),
          TE.flatMap((isAsInIndex): TE.TaskEither<RepoWriteFault, boolean> =>
            isAsInIndex || left === undefined
              ? TE.right(isAsInIndex)
              : pipe(
                  hashOf(root, path, found),
                  TE.map((hash) => hash === left),
                ),
          ),
        )

  return {
    stage: (directory, paths) => withPaths(directory, ['add', '--all'], paths),
    unstage: (directory, paths) => withPaths(directory, ['reset', '--quiet'], paths),
    stageHunk: (directory, hunk) => inRoot(directory, (root) => applyHunk(root, hunk, '--cached')),
    unstageHunk: (directory, hunk) => inRoot(directory, (root) => applyHunk(root, hunk, '--cached', '--reverse')),
    discard: (directory, file) =>
      pipe(
        repositoryOf(directory),
        TE.flatMap(({ root }) => inFolder(root, file.path, (folder, name) => discardIn(root, file, folder, name))),
      ),
    restore: (directory, id) =>
      pipe(
        repositoryOf(directory),
        TE.bindTo('place'),
        TE.bindW('stored', ({ place: { root } }) => discards.find(root, id)),
        TE.bindW('content', ({ place: { root }, stored }) => discards.contentOf(root, stored)),
        TE.flatMap(({ place: { root }, stored, content }) => {
          const { path, entry } = stored
          return pipe(
            inFolder(root, path, (folder, name) =>
              pipe(
                onDisk(() => readEntry(folder, name)),
                TE.tap((found) =>
                  pipe(
                    isExpendable(root, stored, found),
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
          )
        }),
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
