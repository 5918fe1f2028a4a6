import type { Directory } from '../../../domain/shared/brand.js'
import { constants } from 'node:fs'
import { lstat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Build, FileEdit, CherryPick } from '../../../application/board/git-repository.port.js'
import type { CommandResult } from '../../../application/shared/command-runner.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import { mergeRefused, type MergeRefused } from '../../../domain/board/errors.js'
import { holdFolder, OUTSIDE } from '../../../infrastructure/files/beneath.js'
import { findRepository } from '../../../infrastructure/git/find-repository.js'
import { isFullId, output, errorTextOf, type GitWriter } from './git-writer.js'
import { readTextIfThere } from '../../../infrastructure/files/reading.js'

type Built = TE.TaskEither<MergeRefused | Unavailable, string>

const mustIn =
  ({ act }: GitWriter, place: Directory) =>
  (words: ReadonlyArray<string>, refusal: MergeRefused['step'], where = place) =>
    pipe(
      act(where, words),
      TE.flatMap((result): TE.TaskEither<MergeRefused | Unavailable, CommandResult> =>
        result.exitCode === 0 ? TE.right(result) : TE.left(mergeRefused(refusal, errorTextOf(result))),
      ),
    )

/** Makes one commit in a scratch worktree. */
export function buildIn(
  git: GitWriter,
  root: Directory,
  { scratchWorktree: place, onto, message, step, edits }: Build,
): Built {
  const must = mustIn(git, place)
  const stepWords =
    step._tag === 'merge'
      ? ['merge', '--quiet', '--no-ff', '--no-commit', '--no-squash', step.commit]
      : ['revert', '--no-commit', '-m', '1', step.commit]
  return pipe(
    must(['worktree', 'add', '--quiet', '--detach', place, onto], 'merge', root),
    TE.flatMap(() => must(stepWords, 'merge')),
    TE.flatMap(() => (edits.length === 0 ? TE.right(undefined) : write(place, edits))),
    TE.flatMap(() => {
      // `--include` stages written files in the commit itself: one process fewer than with `add`.
      const included = edits.length === 0 ? [] : ['--include', '--', ...edits.map(({ path }) => path)]
      return must(['commit', '--quiet', '--allow-empty', '--message', message, ...included], 'commit')
    }),
    TE.flatMap(() => headOf(git.ask, place)),
  )
}

/** Commits made anew in a throw-away worktree. git-rebase(1). */
export function cherryPickIn(
  git: GitWriter,
  root: Directory,
  { scratchWorktree: place, onto, since, tip }: CherryPick,
): Built {
  const must = mustIn(git, place)
  const words = ['rebase', '--quiet', '--no-autostash', '--reapply-cherry-picks', '--onto', onto, since]
  return pipe(
    must(['worktree', 'add', '--quiet', '--detach', place, tip], 'merge', root),
    TE.flatMap(() => must(words, 'merge')),
    TE.flatMap(() => headOf(git.ask, place)),
  )
}

/** A detached head is written out in a file; where it is not (reftable), git is asked. */
const headOf = (ask: GitWriter['ask'], place: Directory): TE.TaskEither<Unavailable, string> =>
  pipe(
    TE.fromTask(async () => {
      const found = await findRepository(place)
      return found === null ? '' : (await readTextIfThere(join(found.gitFolder, 'HEAD'))).trim()
    }),
    TE.flatMap((id) =>
      isFullId(id)
        ? TE.right(id)
        : pipe(
            ask(place, ['rev-parse', 'HEAD']),
            TE.flatMapEither(output),
            TE.map((text) => text.trim()),
          ),
    ),
  )

const write = (place: Directory, edits: ReadonlyArray<FileEdit>): TE.TaskEither<MergeRefused, void> =>
  TE.tryCatch(
    async () => {
      for (const edit of edits) await replaceIn(place, edit)
    },
    (thrown) => mergeRefused('commit', thrown instanceof Error ? thrown.message : String(thrown)),
  )

/** Rejects where the path leads through a link out of the worktree, or to anything but a regular file. */
async function replaceIn(worktree: string, { path, text }: FileEdit): Promise<void> {
  const folder = await holdFolder(worktree, dirname(path))
  if (folder === OUTSIDE) throw new Error(`${path} lies outside the worktree`)
  try {
    const file = folder.entry(basename(path))
    if (!(await lstat(file)).isFile()) throw new Error(`${path} is no plain file`)
    await writeFile(file, text, { flag: constants.O_WRONLY | constants.O_TRUNC | constants.O_NOFOLLOW })
  } finally {
    await folder.close()
  }
}
