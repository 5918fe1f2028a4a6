import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Card, CardId } from '../../../domain/board/card.js'
import {
  finishObstructed,
  type CardNotFound,
  type FinishFailed,
  type FinishObstructed,
  type NotReviewable,
} from '../../../domain/board/errors.js'
import type { ProjectNotFound } from '../../../domain/projects/errors.js'
import { isReverted, type RevertedFinish } from '../../../domain/board/finish.js'
import { withFinishedItem } from '../../../domain/board/plan-entry.js'
import {
  obstacles,
  obstaclesWithFiles,
  obstructingFiles,
  type FinishFacts,
  type RemoteState,
} from '../../../domain/board/preflight.js'
import {
  checkoutsOf,
  type MergeTrial,
  type Repository,
  type WorktreeState,
  type Stash,
} from '../../../domain/board/repository.js'
import type { FullCommitId } from '../../../domain/repo/commit.js'
import type { BranchName } from '../../../domain/repo/refs.js'
import type { Directory } from '../../../domain/shared/brand.js'
import type { Unavailable } from '../../shared/errors.js'
import type { FileEdit, GitFault } from '../git-repository.port.js'
import type { Worktrees } from '../worktrees.port.js'
import { finishFault } from './git-faults.js'
import type { FinishPorts, FinishSteps } from './ports.js'

/** Reason why a finish does not begin. */
export type FinishGateError = CardNotFound | NotReviewable | ProjectNotFound | Unavailable

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

type Checked<A> = Promise<E.Either<GitFault, A>>

const PLAN_FILES = ['CHANGELOG.md', 'ROADMAP.md']

/** Trial of the merge, and the entry that it adds to the plan document. */
interface Mergeable {
  readonly trial: MergeTrial | null
  readonly isMerged: boolean
  readonly edit: FileEdit | null
}

export function makeCheckFinish(deps: Pick<FinishPorts, 'worktrees' | 'merger' | 'journal'>): CheckFinish {
  const { worktrees, merger, journal } = deps
  async function checkouts(repository: Repository): Checked<ReadonlyArray<WorktreeState>> {
    const states = await Promise.all(checkoutsOf(repository).map((path) => worktrees.state(path)()))
    return pipe(
      E.sequenceArray(states),
      E.map((found) => found.filter((state) => state !== null)),
    )
  }

  async function remoteState(
    directory: Directory,
    { base, branches, hasRemote }: Repository,
    pushes: boolean,
  ): Checked<RemoteState> {
    const tip = branches.get(base)
    if (!pushes || !hasRemote || tip === undefined) return E.right({ _tag: 'unasked' })
    const fetched = await merger.fetch(directory, base)()
    if (E.isLeft(fetched)) {
      const error = fetched.left
      return error._tag === 'RemoteSilent' ? E.right({ _tag: 'silent', detail: error.detail }) : E.left(error)
    }
    const remote = fetched.right
    if (remote === null) return E.right({ _tag: 'absent' })
    if (remote === tip) return E.right({ _tag: 'there', localHasRemote: true, remoteHasLocal: true, missing: [] })
    const [localHasRemote, remoteHasLocal, missing] = await Promise.all([
      merger.contains(directory, { commit: tip, ancestor: remote })(),
      merger.contains(directory, { commit: remote, ancestor: tip })(),
      merger.missing(directory, { from: tip, to: remote })(),
    ])
    if (E.isLeft(localHasRemote)) return localHasRemote
    if (E.isLeft(remoteHasLocal)) return remoteHasLocal
    if (E.isLeft(missing)) return missing
    return E.right({
      _tag: 'there',
      localHasRemote: localHasRemote.right,
      remoteHasLocal: remoteHasLocal.right,
      missing: missing.right,
    })
  }

  async function mergeable(
    directory: Directory,
    repository: Repository,
    card: Card,
    branch: BranchName,
  ): Checked<Mergeable> {
    const none = { isMerged: false, edit: null }
    const [base, tip] = [repository.branches.get(repository.base), repository.branches.get(branch)]
    if (base === undefined || tip === undefined || branch === repository.base) return E.right({ trial: null, ...none })
    const tried = await merger.tryMerge(directory, { ours: base, theirs: tip })()
    if (E.isLeft(tried)) return tried
    const trial = tried.right
    if (trial._tag !== 'clean') return E.right({ trial, ...none })
    const paths = PLAN_FILES.map((name) => `${repository.prefix}${name}`)
    const content = await merger.readTree(directory, { tree: trial.tree, commit: base, paths })()
    if (E.isLeft(content)) return content
    const { isTreeOfCommit, texts } = content.right
    // A merge of what is merged already changes nothing, but not the other way round.
    const merged = isTreeOfCommit ? await merger.contains(directory, { commit: base, ancestor: tip })() : E.right(false)
    if (E.isLeft(merged)) return merged
    const isMerged = merged.right
    return E.right({ trial, isMerged, edit: isMerged ? null : planEdit(paths, texts, card) })
  }

  /**
   * True when the branch contains the reverted work, the base contains the revert, and the branch does not contain the
   * revert.
   */
  async function isTakenBack(
    { directory, branchTip, revert }: RevertedFinish,
    base: FullCommitId,
    tip: FullCommitId,
  ): Checked<boolean> {
    const [hasWork, hasRevert, isReverted] = await Promise.all([
      merger.contains(directory, { commit: tip, ancestor: branchTip })(),
      merger.contains(directory, { commit: tip, ancestor: revert })(),
      merger.contains(directory, { commit: base, ancestor: revert })(),
    ])
    if (E.isLeft(hasWork)) return hasWork
    if (E.isLeft(hasRevert)) return hasRevert
    if (E.isLeft(isReverted)) return isReverted
    return E.right(hasWork.right && isReverted.right && !hasRevert.right)
  }

  /** The finish whose reverted work the branch contains. */
  async function takenBack(
    directory: Directory,
    { base, branches }: Repository,
    branch: BranchName,
  ): Checked<RevertedFinish | null> {
    const [baseTip, tip] = [branches.get(base), branches.get(branch)]
    if (baseTip === undefined || tip === undefined) return E.right(null)
    const records = await journal.read()
    if (E.isLeft(records)) return records
    for (const finish of records.right.filter(isReverted)) {
      if (finish.directory !== directory || finish.base !== base) continue
      const found = await isTakenBack(finish, baseTip, tip)
      if (E.isLeft(found)) return found
      if (found.right) return E.right(finish)
    }
    return E.right(null)
  }

  return (directory, card, branch, pushes) => async () => {
    const inspected = await worktrees.inspect(directory)()
    if (E.isLeft(inspected)) return E.left(finishFault(inspected.left))
    const repository = inspected.right
    const [checkedOut, worktree, remote, merge, reverted] = await Promise.all([
      checkouts(repository),
      card.worktreePath === null ? E.right(null) : worktrees.state(card.worktreePath)(),
      remoteState(directory, repository, pushes),
      mergeable(directory, repository, card, branch),
      takenBack(directory, repository, branch),
    ])
    if (E.isLeft(checkedOut)) return E.left(finishFault(checkedOut.left))
    if (E.isLeft(worktree)) return worktree
    if (E.isLeft(remote)) return E.left(finishFault(remote.left))
    if (E.isLeft(merge)) return E.left(finishFault(merge.left))
    if (E.isLeft(reverted)) return E.left(finishFault(reverted.left))

    const { trial, isMerged, edit } = merge.right
    const facts: FinishFacts = {
      repository,
      checkouts: checkedOut.right,
      worktree: worktree.right,
      remote: remote.right,
      takenBack: reverted.right,
      branch,
      pushes,
      trial,
      hasSection: isMerged || edit !== null,
    }
    const reasons = obstacles(facts)
    const [baseTip, branchTip] = [repository.branches.get(repository.base), repository.branches.get(branch)]
    if (reasons.length > 0 || baseTip === undefined || branchTip === undefined)
      return E.left(
        finishObstructed(reasons, obstructingFiles(facts), detailOf(trial, facts), obstaclesWithFiles(reasons, facts)),
      )
    return E.right({ base: repository.base, branch, baseTip, branchTip, edits: edit === null ? null : [edit] })
  }
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

/** Answer to the question whether a card can be finished now. */
export interface Preflight extends Omit<FinishObstructed, '_tag'> {
  /** Branch that the finish would merge into; `null` when something obstructs it. */
  readonly base: string | null
  /** Stashes of the project's repository. */
  readonly stashes: ReadonlyArray<Stash>
}

export type ReadPreflightError = FinishGateError | Exclude<CheckFinishError, FinishObstructed>
/** Changes nothing. `pushes`: the finish would push, so that the remote counts as well. */
export type ReadPreflight = (id: CardId, pushes: boolean) => TE.TaskEither<ReadPreflightError, Preflight>

/** Obstacles are an answer here, not a failure. */
export function makeReadPreflight(
  deps: Pick<FinishSteps, 'openFinish' | 'checkFinish'> & { readonly worktrees: Pick<Worktrees, 'stashes'> },
): ReadPreflight {
  const { openFinish, checkFinish, worktrees } = deps
  return (id, pushes) => async () => {
    const opened = await openFinish(id)()
    if (E.isLeft(opened)) return opened
    const { card, branch, project } = opened.right
    const checked = await checkFinish(project.path, card, branch, pushes)()
    const listed = await worktrees.stashes(project.path)()
    if (E.isLeft(listed)) return E.left(finishFault(listed.left))
    const stashes = listed.right
    if (E.isRight(checked))
      return E.right({ base: checked.right.base, reasons: [], files: [], detail: null, obstacles: [], stashes })
    const error = checked.left
    if (error._tag !== 'FinishObstructed') return E.left(error)
    const { reasons, files, detail, obstacles } = error
    return E.right({ base: null, reasons, files, detail, obstacles, stashes })
  }
}
