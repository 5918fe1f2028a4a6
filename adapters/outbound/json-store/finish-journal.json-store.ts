import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import { NO_CLEANUP, NOT_YET, type Finish, type FinishRecords } from '../../../domain/board/finish.js'
import { FINISH_REASONS, type FinishReason } from '../../../domain/board/finish-reason.js'
import type { JournaledSpec } from './journaled-store.js'
import { listChange, withListChange } from './list-change.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith, storedIfAny, storedInstant, storedText } from './stored-values.js'

const nullable = <A, O>(codec: t.Type<A, O>) => t.union([codec, t.null])

const StoredCleanup = t.strict({
  sessionKilled: t.boolean,
  worktreeRemoved: t.boolean,
  worktreeKept: t.boolean,
  branchDeleted: t.boolean,
  branchKept: t.boolean,
  branchReason: storedIfAny(t.keyof({ unmerged: null, 'checked-out': null, unknown: null })),
  checkedOutIn: storedText,
  rescue: t.readonlyArray(t.string),
})

const facts = {
  id: t.string,
  cardId: t.string,
  projectId: t.string,
  directory: t.string,
  base: t.string,
  branch: t.string,
  branchTip: t.string,
  baseBefore: t.string,
  place: t.string,
  pushes: t.boolean,
  worktree: nullable(t.string),
  cardBefore: t.strict({
    stage: t.keyof({ idea: null, brainstorming: null, implement: null, review: null, done: null }),
    order: t.number,
  }),
  startedAt: storedInstant,
  endedAt: nullable(storedInstant),
  pushed: t.boolean,
  merged: t.boolean,
  reason: nullable(t.string),
  detail: storedText,
  cleanup: nullable(StoredCleanup),
  revert: nullable(t.string),
}

const storedAt = <Stage extends string, Merge extends string | null>(stage: Stage, merge: t.Type<Merge>) =>
  t.strict({ ...facts, stage: t.literal(stage), merge })

const StoredFinish = t.union([
  storedAt('merging', t.null),
  storedAt('publishing', t.string),
  storedAt('settling', t.string),
  storedAt('done', t.string),
  storedAt('nothing', nullable(t.string)),
  storedAt('undoing', t.string),
  storedAt('undone', t.string),
])

/** A record without a reason was interrupted. One of another version is read as a failure. */
function reasonOf(stored: string | null): FinishReason {
  if (stored === null) return 'interrupted'
  return FINISH_REASONS.find((reason) => reason === stored) ?? 'FinishFailed'
}

/** Two stages have other names in the file. Fields that a stage does not have are those of `NOT_YET`. */
function fromStored(stored: t.TypeOf<typeof StoredFinish>): Finish {
  const { pushed, merged, reason, detail, cleanup, revert, ...record } = stored
  const facts = { ...record, ...NOT_YET }
  const endedAt = stored.endedAt ?? stored.startedAt
  const outcome = { pushed, merged, endedAt, cleanup: cleanup ?? NO_CLEANUP }
  switch (stored.stage) {
    case 'merging':
      return { ...facts, stage: stored.stage }
    case 'publishing':
      return { ...facts, stage: stored.stage, merge: stored.merge, detail }
    case 'settling':
      return { ...facts, stage: 'finalizing', merge: stored.merge, pushed, merged }
    case 'done':
      return { ...facts, ...outcome, stage: stored.stage, merge: stored.merge }
    case 'nothing':
      return { ...facts, stage: 'aborted', merge: stored.merge, reason: reasonOf(reason), detail, endedAt }
    case 'undoing':
      return { ...facts, ...outcome, stage: stored.stage, merge: stored.merge, revert }
    case 'undone':
      return { ...facts, ...outcome, stage: stored.stage, merge: stored.merge, revert }
  }
}

const toStored = (finish: Finish): t.TypeOf<typeof StoredFinish> => {
  if (finish.stage === 'finalizing') return { ...finish, stage: 'settling' }
  return finish.stage === 'aborted' ? { ...finish, stage: 'nothing' } : finish
}

const StoredFinishes = t.strict({ finishes: t.readonlyArray(StoredFinish) })

const StoredChange = t.strict({ removed: t.readonlyArray(t.string), set: t.readonlyArray(StoredFinish) })

/** `finishes.json` and its journal. */
export const finishJournalSpec = (folder: StateFolder): JournaledSpec<FinishRecords> => ({
  ...folder,
  file: join(folder.path, 'finishes.json'),
  version: 2,
  migrate: [(older) => older, (older) => older],
  fresh: [],
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(StoredFinishes),
      E.map(({ finishes }) => finishes.map(fromStored)),
    ),
  encode: (finishes) => StoredFinishes.encode({ finishes: finishes.map(toStored) }),
  changeBetween: (before, after) => {
    const change = listChange(before, after)
    return change === null ? null : StoredChange.encode({ ...change, set: change.set.map(toStored) })
  },
  apply: (records, stored) => {
    const change = decodeWith(StoredChange)(stored)
    if (E.isLeft(change)) return null
    const { removed, set } = change.right
    return withListChange(records, { removed, set: set.map(fromStored) })
  },
})
