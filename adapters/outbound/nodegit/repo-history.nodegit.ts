import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { RepoHistory } from '../../../application/repo/repo-history.port.js'
import type { Clock } from '../../../application/shared/clock.port.js'
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

  return {
    ...git,
    status: (directory) => first({ _tag: 'status', directory }, git.status(directory)),
    branches: (directory) => first({ _tag: 'branches', directory }, git.branches(directory)),
    // Dates come in the words that git understands.
    log: (directory, { limit, skip, before }) =>
      before === null && limit + skip <= MAX_COMMITS
        ? first({ _tag: 'log', directory, limit, skip }, git.log(directory, { limit, skip, before }))
        : git.log(directory, { limit, skip, before }),
  }
}
