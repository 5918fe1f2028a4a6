import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  TIMED_OUT,
  type BytesResult,
  type CommandOptions,
  type Args,
  type CommandRunner,
} from '../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { repositoryConfig, type RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { readFilterSettings } from './answers.js'
import type { GitDeps } from './git-deps.js'
import { withoutFifo } from './without-fifo.js'

/** Asks git something about a repository, from the top of its work tree. An exit that is not 0 is an answer. */
export type AskGit = (
  place: RepositoryPaths,
  words: ReadonlyArray<string>,
  options?: AskOptions,
) => TE.TaskEither<Unavailable, BytesResult>

export interface AskOptions extends Pick<CommandOptions, 'input' | 'outputLimitBytes'> {
  /** True when the command reads files of the work tree and could therefore run filters. */
  readonly looksAtFiles?: boolean
  /** For commands that refuse to take paths as they are. */
  readonly isPathLoose?: boolean
}

/** Milliseconds. A user waits for the result. */
const TIMEOUT_MS = 5_000
const OUTPUT_LIMIT_BYTES = 32 * 1024 * 1024

/**
 * Settings that change what git answers or make it start a program, put back to what git does by itself. A hook is run
 * by every refreshed index, for one, and gpg by `log.showSignature`.
 */
const SETTINGS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.quotePath=false',
  'color.ui=false',
  'diff.autoRefreshIndex=true',
  'diff.suppressBlankEmpty=false',
  'i18n.logOutputEncoding=UTF-8',
  'log.showRoot=true',
  'log.showSignature=false',
  'safe.bareRepository=explicit',
  'status.submoduleSummary=false',
].flatMap((setting) => ['-c', setting])

/**
 * Variables that locate git's settings. All other `GIT_` variables belong to a single call, such as a hook's, and are
 * dropped.
 */
const KEPT = new Set(['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM', 'GIT_EXEC_PATH'])

/** Environment without optional locks, prompts and content from elsewhere: no fetch and no transport program runs. */
const ENVIRONMENT = {
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
}

/** A git that only reads, and that runs nothing which the repository names. */
export function gitCommand({ runner, environment, program = 'git' }: GitDeps): AskGit {
  const inherited = Object.entries(environment).filter(([name]) => !name.startsWith('GIT_') || KEPT.has(name))
  const clean = { ...Object.fromEntries(inherited), ...ENVIRONMENT }

  const ask = (more: Readonly<Record<string, string>>, ...[place, words, options = {}]: Parameters<AskGit>) =>
    runner.runForBytes([program, '--no-pager', ...SETTINGS, ...words], {
      timeoutMs: TIMEOUT_MS,
      outputLimitBytes: OUTPUT_LIMIT_BYTES,
      ...options,
      // But for filters of the person's own, which end with their input.
      startsNone: true,
      directory: place.root,
      environment: { ...clean, ...more },
    })

  /** Overrides for the filters of the repository's own making; the person's own ones (large files) stay. */
  const withoutFilters = (place: RepositoryPaths): TE.TaskEither<Unavailable, Readonly<Record<string, string>>> =>
    pipe(
      TE.fromTask(() => repositoryConfig(place)),
      TE.flatMap((config) => (MAY_HAVE_FILTERS.test(config) ? ask({}, place, LIST_FILTERS) : TE.right(null))),
      TE.map((listed) => (listed === null ? {} : switchedOff(readFilterSettings(listed.stdout)))),
    )

  return (place, words, { looksAtFiles = false, isPathLoose = false, ...options } = {}) =>
    pipe(
      withoutFifo(place),
      TE.flatMap(() => (looksAtFiles ? withoutFilters(place) : TE.right({}))),
      TE.map((more) => (isPathLoose ? { ...more, GIT_LITERAL_PATHSPECS: '0' } : more)),
      TE.flatMap((more) => ask(more, place, words, options)),
    )
}

/** Nearly no repository has one; where the text has neither word, git need not be asked. */
const MAY_HAVE_FILTERS = /filter|include/i
const LIST_FILTERS = ['config', '-z', '--show-scope', '--name-only', '--get-regexp', '^filter\\.']

/** Settings as variables, not as `-c`: a name may contain `=`. git-config(1), ENVIRONMENT. */
function switchedOff(settings: ReadonlyArray<string>): Readonly<Record<string, string>> {
  const variables = settings.flatMap((setting, index): ReadonlyArray<readonly [string, string]> => [
    [`GIT_CONFIG_KEY_${index}`, setting],
    [`GIT_CONFIG_VALUE_${index}`, setting.endsWith('.required') ? 'false' : ''],
  ])
  return { ...Object.fromEntries(variables), GIT_CONFIG_COUNT: String(settings.length) }
}

/** Longest limit of a command that only reads a little, in milliseconds. A longer one is for work. */
const READING_MS = 10_000
/** The next command of the same request starts within it. */
const FAILS_MS = 2_000

/**
 * Runs git for several adapters. After a reading command that timed out, such as one on a FIFO, the next ones in the same
 * folder fail for 2 s. A request that takes several of them so ends with the first one that hangs.
 */
export function failFastRunner({ run, runForBytes }: CommandRunner, monotonic: () => number): CommandRunner {
  /** Time until which reading commands fail, by folder. */
  const hung = new Map<string, number>()

  const failing =
    <A>(start: (argv: Args, options?: CommandOptions) => TE.TaskEither<Unavailable, A>) =>
    (argv: Args, options: CommandOptions = {}): TE.TaskEither<Unavailable, A> => {
      const { directory, timeoutMs = Infinity } = options
      if (directory === undefined || timeoutMs > READING_MS) return start(argv, options)
      return async () => {
        if (monotonic() < (hung.get(directory) ?? -Infinity)) return E.left(unavailable('git', TIMED_OUT))
        const ended = await start(argv, options)()
        if (E.isLeft(ended) && ended.left.detail === TIMED_OUT) hung.set(directory, monotonic() + FAILS_MS)
        return ended
      }
    }

  return { run: failing(run), runForBytes: failing(runForBytes) }
}
