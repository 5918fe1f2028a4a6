import type { FullCommitId } from '../../../domain/repo/commit.js'
import type { BranchName } from '../../../domain/repo/refs.js'
import type { Directory } from '../../../domain/shared/brand.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { MAX_MISSING, type GitRepository } from '../../../application/board/git-repository.port.js'
import type { CommandResult } from '../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { pushRefused, remoteSilent } from '../../../domain/board/errors.js'
import type { MergeTrial } from '../../../domain/board/repository.js'
import type { NotARepository } from '../../../domain/repo/errors.js'
import { repositoryConfig, type RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { buildIn, cherryPickIn } from './build.js'
import { discardWorktree, waitForUsers } from './discard.js'
import { gitWriter, isFullId, LONG_ASK_MS, output, repositoryOf, errorTextOf, type GitWriter } from './git-writer.js'
import type { GitDeps } from './git-deps.js'
import { gitRefs } from './penates-refs.js'
import { moveBranch } from './move-branch.js'
import { readTree } from './read-tree.js'
import { remoteErrorText } from './outcome.js'

const CHECK_MS = 10 * 60_000
const CHECK_LAST_CHARACTERS = 2_000
const FETCH_MS = 60_000
/** Config text without either word sets no check, so `git config` is not run. */
const MAY_HAVE_CHECK = /penates|include/i

/** Merging by the `git` program. git ≥ 2.38. */
export function gitRepository(deps: GitDeps): GitRepository {
  const git = gitWriter(deps)
  const { ask, act } = git
  /** Runs a function in the work tree that contains a folder. */
  const at = <E, A>(directory: Directory, run: (root: Directory, place: RepositoryPaths) => TE.TaskEither<E, A>) =>
    pipe(
      repositoryOf(directory),
      TE.flatMap((place): TE.TaskEither<E | NotARepository, A> => run(place.root, place)),
    )

  return {
    fetch: (directory, branch) =>
      at(directory, (root) =>
        pipe(
          act(root, ['ls-remote', '--quiet', 'origin', `refs/heads/${branch}`], { timeoutMs: FETCH_MS }),
          TE.mapLeft(({ detail }) => remoteSilent(detail)),
          TE.flatMap((listed) => {
            if (listed.exitCode !== 0) return TE.left(remoteSilent(remoteErrorText(listed)))
            const tip = listed.stdout.split('\t')[0] ?? ''
            if (!isFullId(tip)) return TE.right(null)
            return pipe(
              ask(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `refs/remotes/origin/${branch}`]),
              TE.flatMap(({ stdout }) => (stdout.trim() === tip ? TE.right(tip) : fetched(git, root, branch, tip))),
            )
          }),
        ),
      ),
    contains: (directory, { commit, ancestor }) =>
      at(directory, (root) =>
        pipe(
          ask(root, ['merge-base', '--is-ancestor', '--end-of-options', ancestor, commit]),
          TE.flatMapEither((result) =>
            result.exitCode === 0 || result.exitCode === 1
              ? E.right(result.exitCode === 0)
              : E.left(unavailable('git', errorTextOf(result))),
          ),
        ),
      ),
    missing: (directory, { from, to }) =>
      at(directory, (root) =>
        pipe(
          ask(root, [
            'log',
            '-z',
            '--format=%H %s',
            `--max-count=${String(MAX_MISSING)}`,
            '--end-of-options',
            `${from}..${to}`,
          ]),
          TE.flatMapEither(output),
          TE.map((text) => text.split('\0').filter((line) => line !== '')),
          TE.map((lines) =>
            lines.map((line) => ({ id: line.slice(0, line.indexOf(' ')), subject: line.slice(line.indexOf(' ') + 1) })),
          ),
        ),
      ),
    tryMerge: (directory, { ours, theirs }) =>
      at(directory, (root) =>
        pipe(
          ask(
            root,
            ['merge-tree', '--write-tree', '-z', '--name-only', '--no-messages', '--end-of-options', ours, theirs],
            { timeoutMs: LONG_ASK_MS },
          ),
          TE.map(readTrial),
        ),
      ),
    changedPaths: (directory, { base, tip }) =>
      at(directory, (root) =>
        pipe(
          ask(root, [
            'diff',
            '--name-only',
            '-z',
            '--no-renames',
            '--no-ext-diff',
            '--end-of-options',
            `${base}...${tip}`,
          ]),
          TE.map(({ exitCode, stdout }) => (exitCode === 0 ? stdout.split('\0').filter((path) => path !== '') : [])),
        ),
      ),
    readTree: (directory, request) => at(directory, (root) => readTree(git, root, request)),
    build: (directory, build) => at(directory, (root) => buildIn(git, root, build)),
    cherryPick: (directory, replay) => at(directory, (root) => cherryPickIn(git, root, replay)),
    discard: (directory, { scratchWorktree, isLeft = false }) =>
      at(directory, (_, repository) =>
        pipe(
          TE.fromTask(() => (isLeft ? waitForUsers(scratchWorktree) : Promise.resolve())),
          TE.flatMap(() => discardWorktree(git, repository, scratchWorktree)),
        ),
      ),
    push: (directory, commit, branch) =>
      at(directory, (root) =>
        pipe(
          act(root, ['push', '--quiet', 'origin', `${commit}:refs/heads/${branch}`]),
          TE.mapLeft(({ detail }) => pushRefused(detail)),
          TE.flatMap((result) =>
            result.exitCode === 0 ? TE.right(undefined) : TE.left(pushRefused(remoteErrorText(result))),
          ),
        ),
      ),
    move: (directory, advance) => at(directory, (_, place) => moveBranch(git, place, advance)),
    ...gitRefs(git, at),
    checkCommand: (directory) =>
      pipe(
        repositoryOf(directory),
        TE.bindTo('place'),
        TE.bind('config', ({ place }) => TE.fromTask(() => repositoryConfig(place))),
        TE.flatMap(({ place, config }) =>
          MAY_HAVE_CHECK.test(config) ? ask(place.root, ['config', '--get', 'penates.check']) : TE.right(null),
        ),
        TE.map((found) => (found?.exitCode === 0 && found.stdout.trim() !== '' ? found.stdout.trim() : null)),
      ),
    runCheck: ({ scratchWorktree, command }) =>
      pipe(
        deps.runner.run([deps.environment['SHELL'] || '/bin/sh', '-c', command], {
          directory: scratchWorktree,
          environment: deps.environment,
          timeoutMs: CHECK_MS,
        }),
        TE.map(({ exitCode, stdout, stderr }) =>
          exitCode === 0
            ? null
            : `${stdout}\n${stderr}`.trim().slice(-CHECK_LAST_CHARACTERS) || 'it failed without a word',
        ),
        TE.orElse(({ detail }) => TE.right<Unavailable, string | null>(detail)),
      ),
  }
}

/** The commit that was listed, or by now a later one of the same branch. */
const fetched = ({ act, ask }: GitWriter, root: Directory, branch: BranchName, tip: FullCommitId) =>
  pipe(
    act(root, ['fetch', '--quiet', '--no-tags', 'origin', `+refs/heads/${branch}:refs/remotes/origin/${branch}`], {
      timeoutMs: FETCH_MS,
    }),
    TE.mapLeft(({ detail }) => remoteSilent(detail)),
    TE.flatMap((result): TE.TaskEither<ReturnType<typeof remoteSilent> | Unavailable, string> => {
      if (result.exitCode !== 0) return TE.left(remoteSilent(remoteErrorText(result)))
      return pipe(
        ask(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `refs/remotes/origin/${branch}`]),
        TE.map(({ stdout }) => (isFullId(stdout.trim()) ? stdout.trim() : tip)),
      )
    }),
  )

/** git-merge-tree(1), OUTPUT, with `-z --name-only --no-messages`. */
function readTrial(result: CommandResult): MergeTrial {
  const [tree = '', ...files] = result.stdout.split('\0')
  if (result.exitCode === 0) return { _tag: 'clean', tree: tree.trim() }
  // For an argument that is not a commit git also exits with 1, but prints no tree.
  if (result.exitCode !== 1 || !isFullId(tree.trim())) return { _tag: 'failed', detail: errorTextOf(result) }
  return { _tag: 'conflict', files: [...new Set(files.filter((file) => file !== ''))] }
}
