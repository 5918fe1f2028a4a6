import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { OnlyPaths } from '../../../application/repo/repo-history.port.js'
import type { BytesResult } from '../../../application/shared/command-runner.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { CommitChanges, CommitId } from '../../../domain/repo/commit.js'
import { commitNotFound, type CommitNotFound } from '../../../domain/repo/errors.js'
import { MAX_COMMIT_FILES } from '../../../domain/repo/file-diff.js'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { COMMIT_WORDS, readCommitHeader, textOf } from './answers.js'
import { DIFF_LIMIT, diffWords, readDiff } from './diff-answers.js'
import type { AskGit } from './git-command.js'
import { isSuccess, refused, shownOf, succeeded } from './outcome.js'

const AGAINST_FIRST_PARENT = '--diff-merges=first-parent'
/** Needs no content: for a commit of which this clone has not everything. */
const NAMES_ONLY = ['--raw', '-z', '--no-renames', '-O/dev/null']

type Answer = TE.TaskEither<CommitNotFound | Unavailable, CommitChanges>

/** One process in nearly all cases; more only to tell what it means that git refused, or took the id for a name. */
export function readCommit(
  ask: AskGit,
  place: RepositoryPaths,
  id: CommitId,
  only: OnlyPaths,
  context?: number,
): Answer {
  const withPatches = diffWords(context)
  const notFound: Answer = TE.left(commitNotFound(id))

  const show = (revision: string, words: ReadonlyArray<string>, paths: OnlyPaths) =>
    ask(
      place,
      [...COMMIT_WORDS, ...words, AGAINST_FIRST_PARENT, '--end-of-options', `${revision}^{commit}`, '--', ...paths],
      DIFF_LIMIT,
    )

  /** The words of git when it refuses. */
  const shown = (
    revision: string,
    words: ReadonlyArray<string>,
  ): TE.TaskEither<Unavailable, CommitChanges | Unavailable> =>
    pipe(
      show(revision, words, only),
      // Of a commit that touches none of the paths git shows not even the header.
      TE.flatMap((result) =>
        isSuccess(result) && result.stdout.length === 0 ? show(revision, ['--no-patch', '-z'], []) : TE.right(result),
      ),
      TE.flatMapTask((result) => async () => (isSuccess(result) ? readCommitChanges(result) : refused(result))),
    )

  const whole = (sha: string): Answer =>
    pipe(
      shown(sha, withPatches),
      TE.flatMap((commit) => (isShown(commit) ? TE.right(commit) : shown(sha, NAMES_ONLY))),
      TE.flatMap((commit) => (isShown(commit) ? TE.right(commit) : TE.left(commit))),
    )

  /** Resolves object ids only: a branch may be called `abcd`, and a tag has its own id. */
  const byObjects: Answer = pipe(
    ask(place, ['rev-parse', `--disambiguate=${id}`]),
    TE.flatMap(succeeded),
    TE.map(({ stdout }) => textOf(stdout).split('\n').filter(isFullId)),
    TE.flatMap((objects) =>
      objects.length === 0
        ? TE.right([])
        : pipe(
            ask(place, [...PEEL, ...objects]),
            TE.map(({ stdout }) => textOf(stdout).split('\n').filter(isFullId)),
          ),
    ),
    TE.flatMap((commits) => {
      const [sha, another] = [...new Set(commits)]
      return sha === undefined || another !== undefined ? notFound : whole(sha)
    }),
  )

  return pipe(
    shown(id, withPatches),
    TE.flatMap((commit) => (isShown(commit) && commit.sha.startsWith(id) ? TE.right(commit) : byObjects)),
  )
}

async function readCommitChanges({ stdout, isCut }: BytesResult): Promise<CommitChanges> {
  const { header, rest } = readCommitHeader(stdout)
  return { ...header, ...shownOf(await readDiff(rest, isCut), MAX_COMMIT_FILES) }
}

const isShown = (shown: CommitChanges | Unavailable): shown is CommitChanges => !('_tag' in shown)

/** Leaves out what is no commit. */
const PEEL = ['rev-list', '--no-walk', '--ignore-missing', '--end-of-options']

const isFullId = (line: string): boolean => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(line)
