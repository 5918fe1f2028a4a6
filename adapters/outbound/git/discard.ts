import { lstat, readdir, readFile, realpath, rmdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Directory } from '../../../domain/shared/brand.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import { removeFolder } from '../../../infrastructure/files/remove-folder.js'
import { findRepository, type RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import type { GitWriter } from './git-writer.js'
import { readRegularText } from '../../../infrastructure/files/reading.js'

/** A git that outlived an earlier run of the hub is through with a checkout by then, or else the next look finds it. */
const AGAIN_MS = 100
const ATTEMPTS = 30

/** Folder in which Linux lists processes; where it is missing, a later call removes what was made again. */
const PROCESSES = '/proc'
/** 10 s in steps of `AGAIN_MS`. */
const WAITS = 100

/**
 * Waits until no process has the folder as an argument: a `git worktree add` that has not made it yet cannot be seen in any
 * other way, as it takes no lock before.
 */
export async function waitForUsers(folder: Directory): Promise<void> {
  for (let left = WAITS; left > 0 && (await isArgument(folder)); left -= 1) await pause(AGAIN_MS)
}

async function isArgument(text: string): Promise<boolean> {
  const names = await readdir(PROCESSES).catch(() => [])
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue
    const line = await readFile(join(PROCESSES, name, 'cmdline'), 'utf8').catch(() => '')
    if (line.split('\0').includes(text)) return true
  }
  return false
}

/**
 * Removes a throw-away worktree and what git knows of it: also where a git that was killed left half of it, and where one
 * that was not is still at it.
 */
export function discardWorktree(
  { act }: GitWriter,
  repository: RepositoryPaths,
  place: Directory,
): TE.TaskEither<Unavailable, void> {
  const remove = act(repository.root, ['worktree', 'remove', '--force', '--force', '--', place])

  /**
   * Removes the folder before git runs again. Git refuses an incomplete worktree, but drops the entry of a missing one.
   */
  const removeHalf = pipe(
    TE.fromTask(() => removeFolder(place).catch(() => undefined)),
    TE.flatMap(() => remove),
  )

  const attempt = (left: number): TE.TaskEither<Unavailable, void> =>
    pipe(
      TE.fromTask(() => removeFiles(repository, place).catch(() => false)),
      TE.flatMap((isRemoved): TE.TaskEither<Unavailable, unknown> =>
        isRemoved
          ? TE.right(undefined)
          : pipe(
              remove,
              TE.flatMap((result) => (result.exitCode === 0 ? TE.right(result) : removeHalf)),
            ),
      ),
      TE.flatMap(() => TE.fromTask(() => isThere(place))),
      TE.flatMap((remains) =>
        remains && left > 1
          ? pipe(
              TE.fromTask(() => pause(AGAIN_MS)),
              TE.flatMap(() => attempt(left - 1)),
            )
          : TE.right(undefined),
      ),
    )
  return attempt(ATTEMPTS)
}

/**
 * Does what `git worktree remove --force --force` does, without a process: the work tree first, then its folder below
 * `worktrees`. `false`, and nothing removed, unless both name each other. gitrepository-layout(5).
 */
async function removeFiles({ commonFolder }: RepositoryPaths, place: Directory): Promise<boolean> {
  const found = await findRepository(place)
  if (found === null || !(await lstat(place)).isDirectory()) return false
  const gitFolder = await realpath(found.gitFolder)
  const link = (await readRegularText(join(gitFolder, 'gitdir'))).trimEnd()
  const worktrees = join(await realpath(commonFolder), 'worktrees')
  const isItsOwn =
    found.root === (await realpath(place)) &&
    dirname(gitFolder) === worktrees &&
    (await realpath(resolve(gitFolder, link))) === join(found.root, '.git')
  if (!isItsOwn) return false
  await removeFolder(place)
  await removeFolder(gitFolder)
  await rmdir(worktrees).catch(() => undefined) // git removes it with the last one
  return true
}

const isThere = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  )
