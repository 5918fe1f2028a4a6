import * as A from 'fp-ts/lib/Apply.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Card } from '../../../domain/board/card.js'
import { finishObstructed, type FinishFailed, type FinishObstructed } from '../../../domain/board/errors.js'
import { isReverted, type RevertedFinish } from '../../../domain/board/finish.js'
import { obstacles, obstructingFiles, type FinishFacts, type RemoteState } from '../../../domain/board/preflight.js'
import { withFinishedItem } from '../../../domain/board/plan-entry.js'
import { checkoutOf, type MergeTrial, type Repository, type WorktreeState } from '../../../domain/board/repository.js'
import type { Unavailable } from '../../shared/errors.js'
import type { GitRepository, FileEdit, GitFault } from '../git-repository.port.js'
import type { FinishJournal } from './finish-journal.port.js'
import { finishFault } from './git-faults.js'
import type { Worktrees } from '../worktrees.port.js'
import type { BranchName } from '../../../domain/repo/refs.js'
import type { Directory } from '../../../domain/shared/directory.js'
import type { FullCommitId } from '../../../domain/repo/commit.js'

/** Result of a successful preflight. */
export interface ReadyFinish {
  readonly base: BranchName
  readonly branch: BranchName
  readonly baseTip: FullCommitId
  readonly branchTip: FullCommitId
  /** `null` when the base has the branch already. */
  readonly edits: ReadonlyArray<FileEdit> | null
}

export type CheckFinishError = FinishObstructed | FinishFailed | Unavailable
/** Finds everything that stands in the way at once; changes nothing. */
export type CheckFinish = (
  directory: Directory,
  card: Card,
  branch: BranchName,
  pushes: boolean,
) => TE.TaskEither<CheckFinishError, ReadyFinish>
export interface CheckFinishDeps {
  readonly worktrees: Worktrees
  readonly merger: GitRepository
  readonly journal: FinishJournal
}

type Checked<A> = TE.TaskEither<GitFault, A>

const PLAN_FILES = ['CHANGELOG.md', 'ROADMAP.md']

export function makeCheckFinish({ worktrees, merger, journal }: CheckFinishDeps): CheckFinish {
  const checkouts = (repository: Repository): Checked<ReadonlyArray<WorktreeState>> =>
    pipe(
      [...new Set([repository.root, checkoutOf(repository, repository.base)?.path ?? repository.root])],
      TE.traverseArray((path) => worktrees.state(path)),
      TE.map((states) => states.filter((state) => state !== null)),
    )

  const remoteState = (
    directory: Directory,
    { base, branches, hasRemote }: Repository,
    pushes: boolean,
  ): Checked<RemoteState> => {
    const tip = branches.get(base)
    if (!pushes || !hasRemote || tip === undefined) return TE.right({ _tag: 'unasked' })
    return pipe(
      merger.fetch(directory, base),
      TE.flatMap((remote): Checked<RemoteState> => {
        if (remote === null) return TE.right({ _tag: 'absent' })
        if (remote === tip) return TE.right({ _tag: 'there', localHasRemote: true, remoteHasLocal: true })
        return pipe(
          A.sequenceS(TE.ApplyPar)({
            localHasRemote: merger.contains(directory, { commit: tip, ancestor: remote }),
            remoteHasLocal: merger.contains(directory, { commit: remote, ancestor: tip }),
          }),
          TE.map((state) => ({ _tag: 'there' as const, ...state })),
        )
      }),
      TE.orElse((error): Checked<RemoteState> =>
        error._tag === 'RemoteSilent' ? TE.right({ _tag: 'silent', detail: error.detail }) : TE.left(error),
      ),
    )
  }

  interface Mergeable {
    readonly trial: MergeTrial | null
    readonly isMerged: boolean
    readonly edit: FileEdit | null
  }

  const mergeable = (
    directory: Directory,
    repository: Repository,
    card: Card,
    branch: BranchName,
  ): Checked<Mergeable> => {
    const [base, tip] = [repository.branches.get(repository.base), repository.branches.get(branch)]
    if (base === undefined || tip === undefined || branch === repository.base)
      return TE.right({ trial: null, isMerged: false, edit: null })
    return pipe(
      merger.tryMerge(directory, { ours: base, theirs: tip }),
      TE.flatMap((trial): Checked<Mergeable> => {
        if (trial._tag !== 'clean') return TE.right({ trial, isMerged: false, edit: null })
        const paths = PLAN_FILES.map((name) => `${repository.prefix}${name}`)
        return pipe(
          merger.readTree(directory, { tree: trial.tree, commit: base, paths }),
          TE.bindTo('content'),
          // A merge of what is merged already changes nothing, but not the other way round.
          TE.bind('isMerged', ({ content }) =>
            content.isTreeOfCommit ? merger.contains(directory, { commit: base, ancestor: tip }) : TE.right(false),
          ),
          TE.map(({ content: { texts }, isMerged }) => ({
            trial,
            isMerged,
            edit: isMerged ? null : planEdit(paths, texts, card),
          })),
        )
      }),
    )
  }

  /**
   * True when the branch contains the reverted work, the base contains the revert, and the branch does not contain the
   * revert.
   */
  const isTakenBack = (
    { directory, branchTip, revert }: RevertedFinish,
    base: string,
    tip: FullCommitId,
  ): TE.TaskEither<GitFault, boolean> =>
    pipe(
      A.sequenceS(TE.ApplyPar)({
        hasWork: merger.contains(directory, { commit: tip, ancestor: branchTip }),
        knows: merger.contains(directory, { commit: tip, ancestor: revert }),
        isReverted: merger.contains(directory, { commit: base, ancestor: revert }),
      }),
      TE.map(({ hasWork, knows, isReverted }) => hasWork && isReverted && !knows),
    )

  const takenBack = (
    directory: Directory,
    { base, branches }: Repository,
    branch: BranchName,
  ): Checked<RevertedFinish | null> => {
    const [baseTip, tip] = [branches.get(base), branches.get(branch)]
    if (baseTip === undefined || tip === undefined) return TE.right(null)
    return pipe(
      journal.read,
      TE.map((book) => book.filter(isReverted).filter((one) => one.directory === directory && one.base === base)),
      TE.flatMap((reverted) =>
        pipe(
          reverted,
          TE.traverseArray((one) => isTakenBack(one, baseTip, tip)),
          TE.map((found) => reverted.find((_, at) => found[at] === true) ?? null),
        ),
      ),
    )
  }

  return (directory, card, branch, pushes) =>
    pipe(
      worktrees.inspect(directory),
      TE.flatMap((repository) =>
        pipe(
          A.sequenceS(TE.ApplyPar)({
            repository: TE.right(repository),
            checkouts: checkouts(repository),
            worktree: card.worktreePath === null ? TE.right(null) : worktrees.state(card.worktreePath),
            remote: remoteState(directory, repository, pushes),
            merge: mergeable(directory, repository, card, branch),
            takenBack: takenBack(directory, repository, branch),
          }),
        ),
      ),
      TE.mapLeft(finishFault),
      TE.flatMapEither(({ merge: { trial, isMerged, edit }, ...found }): E.Either<FinishObstructed, ReadyFinish> => {
        const { repository } = found
        const facts: FinishFacts = { ...found, branch, pushes, trial, hasSection: isMerged || edit !== null }
        const reasons = obstacles(facts)
        const [baseTip, branchTip] = [repository.branches.get(repository.base), repository.branches.get(branch)]
        if (reasons.length > 0 || baseTip === undefined || branchTip === undefined)
          return E.left(finishObstructed(reasons, obstructingFiles(facts), detailOf(trial, facts)))
        const edits = isMerged ? null : edit === null ? [] : [edit]
        return E.right({ base: repository.base, branch, baseTip, branchTip, edits })
      }),
    )
}

/** The first plan document that there is, with the new line; `null` where it has no place for one. */
function planEdit(paths: ReadonlyArray<string>, texts: ReadonlyArray<string | null>, card: Card): FileEdit | null {
  const at = texts.findIndex((found) => found !== null)
  const [path, former] = [paths[at], texts[at]]
  const text = typeof former === 'string' ? withFinishedItem(former, card) : null
  return path === undefined || text === null ? null : { path, text }
}

/** Message of git, or the command that removes the obstacle. */
const detailOf = (trial: MergeTrial | null, { remote, takenBack }: FinishFacts): string | null => {
  if (trial?._tag === 'failed') return trial.detail
  if (remote._tag === 'silent') return remote.detail
  if (takenBack === null) return null
  // Recreates the commits of the branch that is checked out.
  return `git rebase --reapply-cherry-picks --onto ${takenBack.base} ${takenBack.baseBefore} ${takenBack.branch}`
}
