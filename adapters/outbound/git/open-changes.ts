import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { MAX_STASHES, type Worktrees } from '../../../application/board/worktrees.port.js'
import type { CommandResult } from '../../../application/shared/command-runner.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { Stash } from '../../../domain/board/repository.js'
import type { FullCommitId } from '../../../domain/repo/commit.js'
import { gitRefused, type GitRefused } from '../../../domain/repo/errors.js'
import type { Directory } from '../../../domain/shared/brand.js'
import { errorTextOf, output, repositoryOf, type GitWriter, type RunGit } from './git-writer.js'

/** Commit, hash, time in seconds and message of each stash. */
const STASH_FORMAT = '--format=%H%x1f%ct%x1f%gs'
const SECOND_MS = 1_000

type Step<A> = TE.TaskEither<GitRefused | Unavailable, A>

/** Commits and stashes of open changes by the `git` program: filters and hooks of the repository run. */
export function gitOpenChanges({
  ask,
  act,
}: GitWriter): Pick<Worktrees, 'commitAll' | 'stash' | 'stashes' | 'applyStash'> {
  const must = (...run: Parameters<RunGit>): Step<CommandResult> =>
    pipe(
      act(...run),
      TE.flatMap((result): Step<CommandResult> =>
        result.exitCode === 0 ? TE.right(result) : TE.left(gitRefused(errorTextOf(result))),
      ),
    )
  const idOf = (root: Directory, ref: string): TE.TaskEither<Unavailable, FullCommitId> =>
    pipe(
      ask(root, ['rev-parse', '--verify', '--quiet', ref]),
      TE.map(({ stdout }) => stdout.trim()),
    )
  const stashesOf = (root: Directory): TE.TaskEither<Unavailable, ReadonlyArray<Stash>> =>
    pipe(
      ask(root, ['stash', 'list', '-z', STASH_FORMAT]),
      TE.flatMapEither(output),
      TE.map((text) => text.split('\0').filter((entry) => entry !== '')),
      TE.map((entries) => entries.map(stashIn)),
    )

  return {
    commitAll: (path, message) =>
      pipe(
        repositoryOf(path),
        TE.flatMap(({ root }) =>
          pipe(
            must(root, ['add', '--all']),
            TE.flatMap(() => must(root, ['commit', '--quiet', '--file=-'], { input: message })),
            TE.flatMap(() => idOf(root, 'HEAD')),
          ),
        ),
      ),
    stash: (path, name) =>
      pipe(
        repositoryOf(path),
        TE.flatMap(({ root }) =>
          pipe(
            idOf(root, 'refs/stash'),
            TE.bindTo('before'),
            TE.tap(() => must(root, ['stash', 'push', '--quiet', '--include-untracked', '--message', name])),
            TE.bindW('id', () => idOf(root, 'refs/stash')),
            // Without open changes git succeeds and makes no stash.
            TE.filterOrElseW(
              ({ before, id }) => id !== before,
              () => gitRefused('no local changes to save'),
            ),
            TE.map(({ id }) => id),
          ),
        ),
      ),
    stashes: (directory) =>
      pipe(
        repositoryOf(directory),
        TE.flatMap(({ root }) => stashesOf(root)),
        TE.map((stashes) => stashes.slice(0, MAX_STASHES)),
      ),
    applyStash: (path, id) =>
      pipe(
        repositoryOf(path),
        TE.flatMap(({ root }) =>
          pipe(
            positionOf(stashesOf(root), id),
            TE.flatMap(() => must(root, ['stash', 'apply', '--quiet', id])),
            TE.flatMap(() => positionOf(stashesOf(root), id)),
            TE.flatMap((at) => must(root, ['stash', 'drop', '--quiet', `stash@{${String(at)}}`])),
          ),
        ),
        TE.asUnit,
      ),
  }
}

/** Position in the list, by which alone git drops a stash. */
const positionOf = (stashes: TE.TaskEither<Unavailable, ReadonlyArray<Stash>>, id: FullCommitId): Step<number> =>
  pipe(
    stashes,
    TE.map((all) => all.findIndex((stash) => stash.id === id)),
    TE.filterOrElseW(
      (at) => at !== -1,
      () => gitRefused('the stash is no longer there'),
    ),
  )

/** git-stash(1): `On <branch>: <name>`, and `WIP on <branch>: <commit>` without a name. */
function stashIn(entry: string): Stash {
  const [id = '', seconds = '', message = ''] = entry.split('\x1f')
  const [, branch = '', name = message] = /^(?:WIP on|On) (.*?): (.*)$/s.exec(message) ?? []
  return {
    id,
    name,
    branch: branch === '' || branch === '(no branch)' ? null : branch,
    at: Number(seconds) * SECOND_MS,
  }
}
