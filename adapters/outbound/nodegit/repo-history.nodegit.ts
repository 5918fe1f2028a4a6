import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { RepoHistory } from '../../../application/repo/repo-history.port.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { LoggedCommits } from '../../../domain/repo/commit.js'
import type { NotARepository } from '../../../domain/repo/errors.js'
import type { Directory } from '../../../domain/shared/brand.js'
import type { Answers, ReadRequest } from './messages.js'
import type { Reader } from './reader.nodegit.js'

export interface NodegitRepoHistoryDeps {
  readonly reader: Reader
  /** Answers requests that libgit2 cannot, or not with git's result. */
  readonly git: RepoHistory
  readonly clock: Clock
  /** Milliseconds for which a lasting refusal is cached. */
  readonly rememberMs?: number
}

const REMEMBER_MS = 5 * 60_000
const MAX_REMEMBERED = 1_000
const MAX_SHORTENED = 20_000
/** Past this, git walks faster than two processes talk. */
const MAX_COMMITS = 1_000

/**
 * Status, branches and pages of a log with libgit2; all else, and what libgit2 would answer otherwise, with git. Patches
 * are git's: libgit2 finds other renames, names other functions at a hunk and quotes other names.
 */
export function nodegitRepoHistory({
  reader,
  git,
  clock,
  rememberMs = REMEMBER_MS,
}: NodegitRepoHistoryDeps): RepoHistory {
  /** Expiry of cached refusals, by request and folder. */
  const refused = new Map<string, number>()

  const ask = async <Q extends ReadRequest>(question: Q): Promise<Answers[Q['_tag']] | null> => {
    const key = `${question._tag} ${question.directory}`
    const until = refused.get(key)
    if (until !== undefined && clock.now() < until) return null
    refused.delete(key)
    const outcome = await reader.ask(question)
    if (outcome._tag === 'answered') return outcome.answer
    if (outcome._tag === 'refused' && outcome.lasting) {
      if (refused.size >= MAX_REMEMBERED) refused.clear()
      refused.set(key, clock.now() + rememberMs)
    }
    return null
  }

  const first = <E, Q extends ReadRequest>(
    question: Q,
    otherwise: TE.TaskEither<E, Answers[Q['_tag']]>,
  ): TE.TaskEither<E, Answers[Q['_tag']]> =>
    pipe(
      TE.fromTask<Answers[Q['_tag']] | null, E>(() => ask(question)),
      TE.flatMap((answer) => (answer === null ? otherwise : TE.right<E, Answers[Q['_tag']]>(answer))),
    )

  /** Shortened ids by folder and id, until `shortUntil`: more objects make them longer, and so does a setting. */
  const shortened = new Map<string, string>()
  let shortUntil = 0

  /** The same page with the ids as git shortens them. One process for the commits that are new. */
  const withShortIds = (directory: Directory, page: LoggedCommits): TE.TaskEither<never, LoggedCommits> => {
    if (clock.now() >= shortUntil || shortened.size > MAX_SHORTENED) {
      shortened.clear()
      shortUntil = clock.now() + rememberMs
    }
    const keyOf = (sha: string): string => `${directory}\0${sha}`
    const added = page.commits.map(({ sha }) => sha).filter((sha) => !shortened.has(keyOf(sha)))
    return pipe(
      added.length === 0 ? TE.right(new Map<string, string>()) : git.shorten(directory, added),
      TE.match(
        () => undefined,
        (found) => {
          for (const [sha, short] of found) shortened.set(keyOf(sha), short)
        },
      ),
      T.map(() => {
        const commits = page.commits.map((commit) => ({
          ...commit,
          shortSha: shortened.get(keyOf(commit.sha)) ?? commit.shortSha,
        }))
        return E.right({ ...page, commits })
      }),
    )
  }

  return {
    ...git,
    status: (directory) => first({ _tag: 'status', directory }, git.status(directory)),
    branches: (directory) => first({ _tag: 'branches', directory }, git.branches(directory)),
    // Dates come in the words that git understands.
    log: (directory, { limit, skip, before }) =>
      before === null && limit + skip <= MAX_COMMITS
        ? pipe(
            TE.fromTask<LoggedCommits | null, NotARepository | Unavailable>(() =>
              ask({ _tag: 'log', directory, limit, skip }),
            ),
            TE.flatMap((page) =>
              page === null ? git.log(directory, { limit, skip, before }) : withShortIds(directory, page),
            ),
          )
        : git.log(directory, { limit, skip, before }),
  }
}
