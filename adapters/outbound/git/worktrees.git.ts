import { readdir, realpath, rmdir, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import * as A from 'fp-ts/lib/Apply.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Worktrees, WorktreeSpec } from '../../../application/board/worktrees.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import { worktreeRefused, type WorktreeRefused } from '../../../domain/board/errors.js'
import { MAX_NAMED_CHANGES, checkoutOf, type Repository, type WorktreeState } from '../../../domain/board/repository.js'
import { findRepository, repositoryConfig, type RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { gitWriter, LONG_ASK_MS, output, repositoryOf, errorTextOf } from './git-writer.js'
import type { GitDeps } from './git-deps.js'
import { listRefs } from './list-refs.js'
import { gitOpenChanges } from './open-changes.js'
import { listWorktrees } from './list-worktrees.js'
import { readRefs } from './worktree-answers.js'

/** Files of a git folder that exist while an operation is in progress. */
const OPERATIONS = ['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REVERT_HEAD', 'BISECT_LOG', 'rebase-merge', 'rebase-apply']

/** Worktrees by the `git` program. */
export function gitWorktrees(deps: GitDeps): Worktrees {
  const git = gitWriter(deps)
  const { ask, act } = git

  /** Runs git only where the text of the repository's config is not sufficient. */
  const hasOrigin = (place: RepositoryPaths): TE.TaskEither<Unavailable, boolean> =>
    pipe(
      TE.fromTask(() => repositoryConfig(place)),
      TE.flatMap((config) => {
        if (/^\s*\[remote "origin"\]/m.test(config)) return TE.right(true)
        if (!/include|remote/i.test(config)) return TE.right(false)
        return pipe(
          ask(place.root, ['remote']),
          TE.flatMapEither(output),
          TE.map((remotes) => remotes.split('\n').includes('origin')),
        )
      }),
    )

  const repositoryAt = (place: RepositoryPaths): TE.TaskEither<Unavailable, Repository> => {
    const { root, prefix } = place
    return pipe(
      A.sequenceS(TE.ApplyPar)({
        refs: listRefs(git, place),
        worktrees: listWorktrees(git, place),
        hasRemote: hasOrigin(place),
      }),
      TE.map(({ refs, worktrees, hasRemote }) => {
        const read = readRefs(refs)
        return { root, prefix, ...read, hasRemote, worktrees: worktrees(read.branches) }
      }),
    )
  }

  const stateAt = (path: string): TE.TaskEither<Unavailable, WorktreeState | null> =>
    pipe(
      TE.fromTask(() => workTreeAt(path)),
      TE.flatMap((place) => {
        if (place === null) return TE.right(null)
        const status = ask(place.root, ['status', '--porcelain=v2', '-z', '--branch', '--untracked-files=normal'], {
          timeoutMs: LONG_ASK_MS,
        })
        return pipe(
          A.sequenceS(TE.ApplyPar)({
            status: pipe(status, TE.flatMapEither(output)),
            marks: TE.fromTask(() => marksIn(place.gitFolder)),
          }),
          TE.map(({ status, marks }) => ({ ...readState(status), ...marks })),
        )
      }),
    )

  const look: Worktrees['inspect'] = (directory) =>
    pipe(
      repositoryOf(directory),
      TE.flatMap((place) => repositoryAt(place)),
    )

  const make = (
    { root, branches, worktrees }: Repository,
    { path, branch, from }: WorktreeSpec,
  ): TE.TaskEither<WorktreeRefused | Unavailable, void> => {
    // `--force`: the folder was removed by hand, but git still lists the worktree.
    const again = worktrees.some((worktree) => worktree.path === path) ? ['--force'] : []
    const words = branches.has(branch) ? [path, branch] : ['--no-track', '-b', branch, path, from]
    return pipe(
      act(root, ['worktree', 'add', '--quiet', ...again, ...words]),
      TE.flatMap((result) => {
        if (result.exitCode === 0) return TE.right(undefined)
        const undone = pipe(
          act(root, ['worktree', 'remove', '--force', '--', path]),
          TE.flatMap(() =>
            branches.has(branch) ? TE.right(undefined) : act(root, ['update-ref', '-d', `refs/heads/${branch}`, from]),
          ),
        )
        return pipe(
          undone,
          TE.flatMap(() => TE.left(worktreeRefused(errorTextOf(result)))),
        )
      }),
    )
  }

  return {
    ...gitOpenChanges(git),
    inspect: look,
    state: stateAt,
    add: (directory, spec) =>
      pipe(
        look(directory),
        TE.filterOrElseW(
          (repository) => (checkoutOf(repository, spec.branch)?.path ?? spec.path) === spec.path,
          () => worktreeRefused(`'${spec.branch}' is checked out elsewhere`),
        ),
        TE.tap(() =>
          pipe(
            TE.fromTask(() => isFree(spec.path)),
            TE.flatMap((free) => (free ? TE.right(undefined) : TE.left(worktreeRefused('the folder is in use')))),
          ),
        ),
        TE.tap((repository) => make(repository, spec)),
        TE.flatMap(() =>
          TE.tryCatch(
            () => realpath(spec.path),
            (thrown): WorktreeRefused => worktreeRefused(String(thrown)),
          ),
        ),
      ),
    remove: (directory, { path, within }) =>
      pipe(
        TE.Do,
        TE.bindW('place', () => repositoryOf(directory)),
        TE.bindW('real', () => TE.fromTask(() => realpath(path).catch(() => null))),
        TE.bindW('below', () => TE.fromTask(() => realpath(within).catch(() => null))),
        TE.flatMap(({ place, real, below }): TE.TaskEither<Unavailable, 'removed' | 'kept' | 'absent'> => {
          if (real === null) return TE.right('absent')
          if (below === null || !real.startsWith(`${below}${sep}`)) return TE.right('kept')
          return pipe(
            TE.fromTask(() => isIdle(real)),
            TE.flatMap((idle) => {
              if (!idle) return TE.right('kept' as const)
              // Without `--force` git refuses by itself what is not one of its worktrees, or holds anything changed or untracked.
              return pipe(
                act(place.root, ['-c', 'status.showUntrackedFiles=normal', 'worktree', 'remove', '--', real]),
                TE.map(({ exitCode }) => (exitCode === 0 ? ('removed' as const) : ('kept' as const))),
                TE.tapTask(() => () => rmdir(within).catch(() => undefined)),
              )
            }),
          )
        }),
      ),
  }
}

/** The work tree whose top is this very folder. */
async function workTreeAt(path: string): Promise<RepositoryPaths | null> {
  const [place, real] = await Promise.all([findRepository(path), realpath(path).catch(() => null)])
  return place !== null && place.root === real ? place : null
}

/** True when no operation is in progress that git would discard together with the worktree. */
async function isIdle(path: string): Promise<boolean> {
  const place = await workTreeAt(path)
  if (place === null) return false
  const { isBusy, isLocked } = await marksIn(place.gitFolder)
  return !isBusy && !isLocked
}

async function marksIn(gitFolder: string): Promise<Pick<WorktreeState, 'isBusy' | 'isLocked'>> {
  const there = (name: string): Promise<boolean> =>
    stat(join(gitFolder, name)).then(
      () => true,
      () => false,
    )
  const [isLocked, ...busy] = await Promise.all(['index.lock', ...OPERATIONS].map(there))
  return { isBusy: busy.includes(true), isLocked: isLocked === true }
}

/** git-status(1), Porcelain Format Version 2. */
function readState(text: string): Pick<WorktreeState, 'head' | 'branch' | 'isClean' | 'changes'> {
  const fields = text.split('\0').filter((field) => field !== '')
  const of = (key: string): string => fields.find((field) => field.startsWith(`# ${key} `))?.slice(key.length + 3) ?? ''
  const [head, branch] = [of('branch.oid'), of('branch.head')]
  return {
    head: head === '(initial)' || head === '' ? null : head,
    branch: branch === '(detached)' || branch === '' ? null : branch,
    isClean: fields.every((field) => field.startsWith('# ')),
    changes: readChanges(fields).slice(0, MAX_NAMED_CHANGES),
  }
}

/** Fields before the path, by the kind of entry. A renamed one (2) is followed by its former path. */
const FIELDS_BEFORE_PATH: Readonly<Record<string, number>> = { '1': 8, '2': 9, u: 10, '?': 1 }

function readChanges(fields: ReadonlyArray<string>): ReadonlyArray<string> {
  const paths: string[] = []
  for (let at = 0; at < fields.length; at += 1) {
    const [kind = '', ...words] = fields[at]?.split(' ') ?? []
    const before = FIELDS_BEFORE_PATH[kind]
    if (before === undefined) continue
    paths.push(words.slice(before - 1).join(' '))
    if (kind === '2') at += 1
  }
  return paths
}

async function isFree(path: string): Promise<boolean> {
  const names = await readdir(path).catch((error: unknown) => (error as NodeJS.ErrnoException).code)
  return names === 'ENOENT' || (Array.isArray(names) && names.length === 0)
}
