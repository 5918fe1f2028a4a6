import type { Directory } from '../../../domain/shared/brand.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { BytesResult, CommandOptions, CommandResult } from '../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { notARepository, type NotARepository } from '../../../domain/repo/errors.js'
import type { GitDeps } from './git-deps.js'
import { withoutFifo } from './without-fifo.js'
import { findRepository, repositoryConfig, type RepositoryPaths } from '../../../infrastructure/git/find-repository.js'

/** Asks git, or has it do something, in one folder. */
export type RunGit = (
  directory: Directory,
  words: ReadonlyArray<string>,
  options?: Pick<CommandOptions, 'input' | 'timeoutMs'>,
) => TE.TaskEither<Unavailable, CommandResult>

/** The person's own git: as they would run it, only without a terminal to ask at. */
export interface GitWriter {
  /** Takes no lock, runs no hook and no monitor. */
  readonly ask: RunGit
  /** Variant of `ask` for output that is not all text. */
  readonly askForBytes: (
    directory: Directory,
    words: ReadonlyArray<string>,
    options: Pick<CommandOptions, 'input' | 'outputLimitBytes'>,
  ) => TE.TaskEither<Unavailable, BytesResult>
  readonly act: RunGit
}

/** A caller waits. */
const ASK_MS = 8_000
/** For questions that read the whole work tree, or merge. */
export const LONG_ASK_MS = 30_000
/** A large checkout, or a push over a slow line. */
const ACT_MS = 120_000
/** Git reads its settings in milliseconds; a FIFO that they include holds it for ever. */
const SETTINGS_MS = 5_000
const MAY_INCLUDE = /include/i

/** Variables that locate a repository. Removed, because git would use them instead of its working directory. */
const ELSEWHERE = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_CEILING_DIRECTORIES',
])

/** Disables prompts and editors: no user is present. */
const UNATTENDED = { GIT_TERMINAL_PROMPT: '0', GIT_EDITOR: ':', GIT_SEQUENCE_EDITOR: ':', GIT_MERGE_AUTOEDIT: 'no' }

/** Tidying up is left to the person's own calls: a git in the background would hold on to what we wait for. */
const NO_TIDYING = ['-c', 'gc.auto=0', '-c', 'maintenance.auto=false']

const READ_ONLY = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false']

export function gitWriter({ runner, environment, program = 'git' }: GitDeps): GitWriter {
  const kept = Object.fromEntries(Object.entries(environment).filter(([name]) => !ELSEWHERE.has(name)))
  const acting = { ...kept, ...UNATTENDED, LC_ALL: 'C.UTF-8' }
  const asking = { ...acting, GIT_OPTIONAL_LOCKS: '0', GIT_LITERAL_PATHSPECS: '1' }

  /** Starts a command unless git would hang. Before one with a long limit, git reads the included settings with a short one. */
  const unlessHanging = <A>(
    directory: Directory,
    isLong: boolean,
    start: () => TE.TaskEither<Unavailable, A>,
  ): TE.TaskEither<Unavailable, A> =>
    pipe(
      TE.fromTask(() => findRepository(directory)),
      TE.flatMap((place) =>
        place === null
          ? TE.right(undefined)
          : pipe(
              withoutFifo(place),
              TE.flatMap(() => (isLong ? readsSettings(place) : TE.right(undefined))),
            ),
      ),
      TE.flatMap(start),
    )

  const readsSettings = (place: RepositoryPaths): TE.TaskEither<Unavailable, unknown> =>
    pipe(
      TE.fromTask(() => repositoryConfig(place)),
      TE.flatMap((config) => {
        if (!MAY_INCLUDE.test(config)) return TE.right(undefined)
        const argv = [program, '--no-pager', ...READ_ONLY, 'config', '--get', 'core.bare'] as const
        return runner.run(argv, { timeoutMs: SETTINGS_MS, directory: place.root, environment: asking })
      }),
    )

  return {
    ask: (directory, words, { timeoutMs = ASK_MS, ...options } = {}) =>
      unlessHanging(directory, timeoutMs > ASK_MS, () =>
        runner.run([program, '--no-pager', ...READ_ONLY, ...words], {
          ...{ timeoutMs, ...options },
          directory,
          environment: asking,
        }),
      ),
    askForBytes: (directory, words, options) =>
      unlessHanging(directory, false, () =>
        runner.runForBytes([program, '--no-pager', ...READ_ONLY, ...words], {
          timeoutMs: ASK_MS,
          ...options,
          directory,
          environment: asking,
        }),
      ),
    act: (directory, words, options = {}) =>
      unlessHanging(directory, true, () =>
        runner.run([program, '--no-pager', ...NO_TIDYING, ...words], {
          timeoutMs: ACT_MS,
          ...options,
          directory,
          environment: acting,
        }),
      ),
  }
}

/** The work tree that a folder lies in. */
export const repositoryOf = (directory: Directory): TE.TaskEither<NotARepository, RepositoryPaths> =>
  pipe(
    TE.fromTask(() => findRepository(directory)),
    TE.flatMap((place) => (place === null ? TE.left(notARepository(directory)) : TE.right(place))),
  )

/** First line of git's output that describes the failure. */
export const errorTextOf = ({ stderr, stdout }: CommandResult): string => {
  const lines = `${stderr}\n${stdout}`.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('hint:'))
  return (
    lines.find((line) => /^(fatal|error|CONFLICT)/.test(line)) ??
    lines.at(-1) ??
    'git ended without a word'
  ).trim()
}

/** Standard output of a successful command; `Unavailable` for a failed one. */
export const output = (result: CommandResult): E.Either<Unavailable, string> =>
  result.exitCode === 0 ? E.right(result.stdout) : E.left(unavailable('git', errorTextOf(result)))

export const isFullId = (text: string): boolean => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text)
