import type { Instant } from '../shared/instant.js'
import type { Card } from './card.js'

/**
 * How far a finish has come. `merging`: nothing has happened yet that anybody sees. `publishing`: the merge is built and
 * on its way to the remote and to the base. `settling`: it is there, and the card follows. `undoing`: it is being taken
 * back. The others are ends: `done`, `nothing` (as if it had never been asked for) and `undone`.
 */
export type FinishStage = 'merging' | 'publishing' | 'settling' | 'done' | 'nothing' | 'undoing' | 'undone'

/** What was tidied up behind a card that is done, and what was not. */
export interface Cleanup {
  readonly sessionKilled: boolean
  readonly worktreeRemoved: boolean
  /** There is one, and it holds what is not committed. */
  readonly worktreeKept: boolean
  readonly branchDeleted: boolean
  /** There is one, and it has commits that the base has not. */
  readonly branchKept: boolean
  /** Refs under which deleted branches and heads can still be had. */
  readonly rescue: ReadonlyArray<string>
}

export const NO_CLEANUP: Cleanup = {
  sessionKilled: false,
  worktreeRemoved: false,
  worktreeKept: false,
  branchDeleted: false,
  branchKept: false,
  rescue: [],
}

/** Facts of a finish at any stage: enough to resume it, or to undo it, after a crash at any point. */
export interface FinishRecord {
  /** A UUID. */
  readonly id: string
  readonly cardId: string
  readonly projectId: string
  /** Folder of the project; absolute. */
  readonly directory: string
  readonly base: string
  readonly branch: string
  /** Full ids: where branch and base were when it began. */
  readonly branchTip: string
  readonly baseBefore: string
  /** Where the merge is built; absolute. */
  readonly place: string
  readonly pushes: boolean
  /** Of the card when it began. */
  readonly worktree: string | null
  readonly cardBefore: Pick<Card, 'stage' | 'order'>
  readonly startedAt: Instant
  readonly endedAt: Instant | null
  readonly pushed: boolean
  /** Whether the local base is there. */
  readonly merged: boolean
  /** Why it came to nothing. */
  readonly reason: string | null
  /** What was said of it: by the remote, by git, by the project's check. Also while it waits for a remote. */
  readonly detail: string | null
  readonly cleanup: Cleanup | null
  /** The commit that takes it back, where moving the base back was not possible. */
  readonly revert: string | null
}

interface AtStage<Stage extends FinishStage, Merge extends string | null> extends FinishRecord {
  readonly stage: Stage
  /** Full id of the commit that the base is to become; `null` before it is built. */
  readonly merge: Merge
}

/** One finish, by its stage. */
export type Finish =
  | AtStage<'merging', null>
  | AtStage<'publishing', string>
  | AtStage<'settling', string>
  | AtStage<'done', string>
  | AtStage<'nothing', string | null>
  | AtStage<'undoing', string>
  | AtStage<'undone', string>

/** A finish at one of these stages. */
export type FinishAt<Stage extends FinishStage> = Extract<Finish, { readonly stage: Stage }>

/** Finishes in the order in which they began. */
export type FinishBook = ReadonlyArray<Finish>

const OPEN: ReadonlySet<FinishStage> = new Set(['merging', 'publishing', 'settling', 'undoing'])
export const isOpen = ({ stage }: Finish): boolean => OPEN.has(stage)

export const findFinish = (book: FinishBook, id: string): Finish | undefined => book.find((one) => one.id === id)

/** The last finish of a card that came to anything. */
export const lastFinishOf = (book: FinishBook, cardId: string): Finish | undefined =>
  book.findLast((one) => one.cardId === cardId && one.stage !== 'nothing')

export const withFinish = (book: FinishBook, finish: Finish): FinishBook =>
  findFinish(book, finish.id) === undefined
    ? [...book, finish]
    : book.map((one) => (one.id === finish.id ? finish : one))

const DAY_MS = 24 * 60 * 60 * 1000
/** How long what was deleted can still be had, and a finish be taken back. */
export const RESCUE_MS = 30 * DAY_MS

export const isRecent = (finish: Finish, now: Instant): boolean => isOpen(finish) || now - finish.startedAt <= RESCUE_MS

/** An undone finish whose merge a commit reverts. */
export type RevertedFinish = FinishAt<'undone'> & { readonly revert: string }

/** A commit takes it back: git counts what it merged as merged all the same, for good. */
export const isReverted = (finish: Finish): finish is RevertedFinish =>
  finish.stage === 'undone' && finish.revert !== null

/** Without those that nobody can take back any more and that change nothing about later ones. */
export function recent(book: FinishBook, now: Instant): FinishBook {
  const kept = book.filter((one) => isRecent(one, now) || isReverted(one))
  return kept.length === book.length ? book : kept
}

const RESCUE = 'refs/penates/rescue/'

/** `refs/penates/rescue/20261125T095300Z-0f7c0a/branch`: when, of which card, what. */
export function rescueRef(cardId: string, at: Instant, what: 'branch' | 'base' | 'merge' | 'head'): string {
  const stamp = new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')
  return `${RESCUE}${stamp}-${cardId.replace(/[^A-Za-z0-9]/g, '').slice(0, 6) || 'card'}/${what}`
}

/** Those of these refs that have been kept long enough. What is called otherwise is none of ours. */
export function expiredRescues(refs: ReadonlyArray<string>, now: Instant): ReadonlyArray<string> {
  return refs.filter((ref) => {
    const [, date = '', time = ''] = /^refs\/penates\/rescue\/(\d{8})T(\d{6})Z-/.exec(ref) ?? []
    const at = Date.parse(
      `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`,
    )
    return now - at > RESCUE_MS
  })
}
