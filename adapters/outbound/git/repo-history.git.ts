import type { Directory } from '../../../domain/shared/brand.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ComparedFiles, OnlyPaths, RepoHistory } from '../../../application/repo/repo-history.port.js'
import type { BytesResult } from '../../../application/shared/command-runner.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { LoggedCommit } from '../../../domain/repo/commit.js'
import { notARepository, notComparable, type NotARepository, type NotComparable } from '../../../domain/repo/errors.js'
import { MAX_CHANGED_FILES } from '../../../domain/repo/file-diff.js'
import { isRefName } from '../../../domain/repo/refs.js'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { repositoryGuesses } from '../../../infrastructure/git/repository-guesses.js'
import {
  BRANCHES_WORDS,
  LOG_WORDS,
  readBranches,
  readLog,
  readShortened,
  readStatus,
  SHORTEN_WORDS,
  STATUS_WORDS,
  textOf,
} from './answers.js'
import { readChanges, readChangesSince } from './changes.js'
import { readCommit } from './commit.js'
import { DIFF_LIMIT, diffWords, readDiff } from './diff-answers.js'
import { gitCommand } from './git-command.js'
import type { GitDeps } from './git-deps.js'
import { isSuccess, refused, shownOf, succeeded } from './outcome.js'

/** Reads repositories by asking the person's own git, one process a question where that is possible. */
export function gitRepoHistory(deps: GitDeps): RepoHistory {
  const ask = gitCommand(deps)
  const guesses = repositoryGuesses()

  const inRepository =
    <Fault, A>(
      directory: Directory,
      read: (place: RepositoryPaths) => TE.TaskEither<Fault, A>,
    ): TE.TaskEither<Fault | NotARepository, A> =>
    async () =>
      (await guesses<E.Either<Fault | NotARepository, A>>(directory, (place) => read(place)())) ??
      E.left(notARepository(directory))

  const compared = (
    place: RepositoryPaths,
    { base, head }: { readonly base: string; readonly head: string },
    only: OnlyPaths,
    context?: number,
  ): TE.TaskEither<NotComparable | Unavailable, ComparedFiles> =>
    pipe(
      ask(place, ['diff', ...diffWords(context), '--end-of-options', `${base}...${head}`, '--', ...only], DIFF_LIMIT),
      TE.flatMap((result) =>
        isSuccess(result)
          ? TE.fromTask(async () => shownOf(await readDiff(result.stdout, result.isCut), MAX_CHANGED_FILES))
          : pipe(
              commonCommit(place, base, head),
              TE.flatMap(() => TE.left(refused(result))),
            ),
      ),
    )

  /** `NotComparable` without a common commit, or without one of both; else a damaged repository fails with git's words. */
  const commonCommit = (
    place: RepositoryPaths,
    base: string,
    head: string,
  ): TE.TaskEither<NotComparable | Unavailable, string> =>
    pipe(
      ask(place, ['merge-base', '--end-of-options', base, head]),
      TE.flatMap((result): TE.TaskEither<NotComparable | Unavailable, string> => {
        if (isSuccess(result)) return TE.right(textOf(result.stdout).trim())
        const isNone = result.exitCode === NO_COMMON_COMMIT || NO_SUCH_REF.test(result.stderr)
        return TE.left(isNone ? notComparable(base, head) : refused(result))
      }),
    )

  return {
    status: (directory) =>
      inRepository(directory, (place) =>
        pipe(
          ask(place, [...STATUS_WORDS, '--untracked-files=normal'], { looksAtFiles: true }),
          TE.flatMap(succeeded),
          TE.map(({ stdout }) => readStatus(stdout)),
          TE.map(({ head, entries }) => ({ root: place.root, prefix: place.prefix, head, entries })),
        ),
      ),

    changes: (directory, only, context) => inRepository(directory, (place) => readChanges(ask, place, only, context)),

    changesSince: (directory, since, only, context) =>
      inRepository(directory, (place) =>
        isRefName(since)
          ? pipe(
              commonCommit(place, since, 'HEAD'),
              TE.flatMap((commit) => readChangesSince(ask, place, commit, only, context)),
            )
          : TE.left(notComparable(since, 'HEAD')),
      ),

    log: (directory, { limit, skip, before }) =>
      inRepository(directory, (place) =>
        pipe(
          ask(place, [
            ...LOG_WORDS,
            `--max-count=${limit + 1}`,
            `--skip=${skip}`,
            ...(before === null ? [] : [`--before=${before}`]),
          ]),
          TE.flatMap((result) => (hasNoCommit(result) ? TE.right([]) : logged(result))),
          TE.map((commits) => ({ commits: commits.slice(0, limit), hasMore: commits.length > limit })),
        ),
      ),

    shorten: (directory, ids) =>
      inRepository(directory, (place) =>
        ids.length === 0
          ? TE.right(new Map())
          : pipe(
              ask(place, [...SHORTEN_WORDS, ...ids]),
              TE.flatMap(succeeded),
              TE.map(({ stdout }) => readShortened(stdout)),
            ),
      ),

    branches: (directory) =>
      inRepository(directory, (place) =>
        pipe(
          ask(place, BRANCHES_WORDS),
          TE.flatMap(succeeded),
          TE.map(({ stdout }) => readBranches(stdout)),
        ),
      ),

    commit: (directory, id, only, context) =>
      inRepository(directory, (place) => readCommit(ask, place, id, only, context)),

    compare: (directory, { base, head }, only, context) =>
      inRepository(directory, (place) =>
        isRefName(base) && isRefName(head)
          ? compared(place, { base, head }, only, context)
          : TE.left(notComparable(base, head)),
      ),
  }
}

const logged = (result: BytesResult): TE.TaskEither<Unavailable, ReadonlyArray<LoggedCommit>> =>
  pipe(
    succeeded(result),
    TE.map(({ stdout }) => readLog(stdout)),
  )

/** git-merge-base(1): exit status without a common commit. */
const NO_COMMON_COMMIT = 1
/** First words of git where a ref is missing. Those of a broken one are preceded by a warning. */
const NO_SUCH_REF = /^fatal: Not a valid object name/

const NO_COMMIT = /does not have any commits yet/

const hasNoCommit = ({ exitCode, stderr }: BytesResult): boolean => exitCode !== 0 && NO_COMMIT.test(stderr)
