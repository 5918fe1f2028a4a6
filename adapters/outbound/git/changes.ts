import * as A from 'fp-ts/lib/Apply.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { OnlyPaths } from '../../../application/repo/repo-history.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import { MAX_CHANGED_FILES, showPatches, type FileChange } from '../../../domain/repo/file-diff.js'
import type { ChangeCategory, PendingChanges } from '../../../domain/repo/work-tree.js'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { readStatus, STATUS_WORDS } from './answers.js'
import { DIFF_LIMIT, diffWords, readDiff } from './diff-answers.js'
import type { AskGit } from './git-command.js'
import { succeeded } from './outcome.js'
import { readUntracked } from './untracked.js'

/** Changes of one category, before they are truncated for display. */
type Changes = TE.TaskEither<Unavailable, ReadonlyArray<FileChange>>

/** Reads the status first. A clean tree takes one process, any other up to three. */
export function readChanges(
  ask: AskGit,
  place: RepositoryPaths,
  only: OnlyPaths,
  context?: number,
): TE.TaskEither<Unavailable, PendingChanges> {
  const diff = differ(ask, place, only, context)
  return pipe(
    TE.Do,
    TE.bind('status', () => statusOf(ask, place, only)),
    TE.bind('changes', ({ status: { entries, untracked } }) => {
      const isStaged = entries.some(({ index }) => index !== null)
      const isUnstaged = entries.some(({ workTree }) => workTree !== null && workTree !== '?')
      const none: Changes = TE.right([])
      return A.sequenceS(TE.ApplyPar)({
        staged: isStaged ? diff('--cached') : none,
        // For conflicts: against our side. git-diff(1), `--ours`.
        unstaged: isUnstaged ? diff('--ours') : none,
        untracked: untrackedOf(place, untracked),
      })
    }),
    TE.map(({ status, changes: { staged, unstaged, untracked } }) =>
      pendingOf(place, status, [
        ...of(
          'staged',
          staged.filter(({ status }) => status !== 'U'),
        ),
        ...of('unstaged', unstaged),
        ...of('untracked', untracked),
      ]),
    ),
  )
}

/** Differences of the work tree from a commit. */
export function readChangesSince(
  ask: AskGit,
  place: RepositoryPaths,
  commit: string,
  only: OnlyPaths,
  context?: number,
): TE.TaskEither<Unavailable, PendingChanges> {
  return pipe(
    TE.Do,
    TE.bind('status', () => statusOf(ask, place, only)),
    TE.bind('changes', ({ status: { untracked } }) =>
      A.sequenceS(TE.ApplyPar)({
        tracked: differ(ask, place, only, context)(commit),
        untracked: untrackedOf(place, untracked),
      }),
    ),
    TE.map(({ status, changes: { tracked, untracked } }) =>
      pendingOf(place, status, [...of('unstaged', tracked), ...of('untracked', untracked)]),
    ),
  )
}

const differ =
  (ask: AskGit, place: RepositoryPaths, only: OnlyPaths, context?: number) =>
  (...words: string[]): Changes =>
    pipe(
      ask(place, ['diff', ...diffWords(context), ...words, '--', ...only], { ...DIFF_LIMIT, looksAtFiles: true }),
      TE.flatMap(succeeded),
      TE.flatMapTask(
        ({ stdout, isCut }) =>
          () =>
            readDiff(stdout, isCut),
      ),
    )

type Status = ReturnType<typeof readStatus>

const statusOf = (ask: AskGit, place: RepositoryPaths, only: OnlyPaths): TE.TaskEither<Unavailable, Status> =>
  pipe(
    ask(place, [...STATUS_WORDS, '--untracked-files=all', '--', ...only], { looksAtFiles: true }),
    TE.flatMap(succeeded),
    TE.map(({ stdout }) => readStatus(stdout)),
  )

const untrackedOf = (
  { root }: RepositoryPaths,
  names: Status['untracked'],
): TE.TaskEither<never, ReadonlyArray<FileChange>> =>
  TE.fromTask(() => readUntracked(root, names.slice(0, MAX_CHANGED_FILES)))

interface Categorized {
  readonly category: ChangeCategory
  readonly change: FileChange
}

function pendingOf(
  { root }: RepositoryPaths,
  { head, untracked }: Status,
  all: ReadonlyArray<Categorized>,
): PendingChanges {
  const unread = untracked.slice(MAX_CHANGED_FILES).length
  const listed = all.slice(0, MAX_CHANGED_FILES)
  const shown = showPatches(listed.map(({ change }) => change))
  const files = shown.map((file, index) => ({ ...file, category: listed[index]?.category ?? 'untracked' }))
  return { root, head, files, omitted: all.length - listed.length + unread }
}

const of = (category: ChangeCategory, changes: ReadonlyArray<FileChange>): ReadonlyArray<Categorized> =>
  changes.map((change) => ({ category, change }))
