import * as t from 'io-ts'
import type { Kept } from '../../../../application/board/cards.js'
import type { BoardForecast } from '../../../../application/board/forecast-board.js'
import type { FinishView } from '../../../../domain/board/finish-view.js'
import { FINISH_REASONS, OBSTACLES } from '../../../../domain/board/finish-reason.js'
import type { ObstacleFiles } from '../../../../domain/board/preflight.js'
import type { Preflight } from '../../../../application/board/finish/check-finish.js'
import type { Undone } from '../../../../application/board/finish/undo-finish.js'
import type { FinishAt } from '../../../../domain/board/finish.js'
import type { CommitLine, Stash } from '../../../../domain/board/repository.js'
import { integer, nullable, oneOf } from '../../../../infrastructure/codec/codecs.js'
import { always, encodedBy, from, isoTime, jsonOf, keyed, optional } from '../../../../infrastructure/codec/json-of.js'
import { BareCardJson, CleanupJson } from './codec.js'
import { redactPaths } from '../routing/errors.js'
import { named } from '../../../../infrastructure/codec/schema.js'

/** Output of tools without absolute paths. */
const redacted = encodedBy(t.string, redactPaths)

/**
 * `queued` → `merging` → `publishing` → `settling` → `done`; `refused` (see `reasons`; nothing was begun) and `nothing`
 * (as if it had never been) are ends as well, and `undoing` → `undone` may follow on `done`.
 */
const StageJson = t.keyof({
  queued: null,
  refused: null,
  merging: null,
  publishing: null,
  settling: null,
  done: null,
  nothing: null,
  undoing: null,
  undone: null,
})

const ObstacleJson = oneOf(OBSTACLES)
const ReasonJson = oneOf(FINISH_REASONS)

/** Two stages have older names on the wire. */
const wireStage = (stage: FinishView['stage']): t.TypeOf<typeof StageJson> => {
  if (stage === 'finalizing') return 'settling'
  return stage === 'aborted' ? 'nothing' : stage
}

/** A finish as it is now. */
export const FinishJson = named(
  'Finish',
  jsonOf<FinishView, 'isUndoable'>()({
    id: t.string,
    cardId: t.string,
    projectId: t.string,
    stage: encodedBy(StageJson, wireStage),
    branch: t.string,
    base: nullable(t.string),
    merge: nullable(t.string),
    pushed: t.boolean,
    /** True when the local base contains the merge. A local base that has moved in the meantime is left unchanged. */
    merged: t.boolean,
    reason: nullable(ReasonJson),
    reasons: t.readonlyArray(ReasonJson),
    files: t.readonlyArray(t.string),
    detail: nullable(redacted),
    cleanup: nullable(CleanupJson),
    undoable: from(t.boolean, ({ isUndoable }) => isUndoable),
    startedAt: isoTime,
    endedAt: nullable(isoTime),
  }),
)
export type FinishJson = t.TypeOf<typeof FinishJson>

/** Answer to a client that waited for the end of the finish. */
export const FinishedJson = jsonOf<Pick<FinishAt<'done'>, 'base' | 'pushed' | 'merged' | 'id' | 'cleanup'>, 'id'>()({
  done: always(true),
  base: t.string,
  pushed: t.boolean,
  merged: t.boolean,
  finish: from(t.string, ({ id }) => id),
  cleanup: CleanupJson,
})

/** Open changes that were put aside. */
export const StashJson = jsonOf<Stash>()({ id: t.string, name: t.string, branch: nullable(t.string), at: isoTime })

/** Result of a preflight; `ok` is true when the branch can be merged. */
export const PreflightJson = jsonOf<Preflight>()({
  ok: from(t.boolean, ({ base }) => base !== null),
  /** Target branch; `null` when the branch cannot be merged. */
  base: nullable(t.string),
  reasons: t.readonlyArray(ObstacleJson),
  /** Paths in conflict. */
  files: t.readonlyArray(t.string),
  detail: nullable(redacted),
  /** The reasons again, each with the paths and commits that it concerns. */
  obstacles: t.readonlyArray(
    jsonOf<ObstacleFiles>()({
      reason: ObstacleJson,
      files: t.readonlyArray(t.string),
      commits: t.readonlyArray(jsonOf<CommitLine>()({ id: t.string, subject: t.string })),
    }),
  ),
  /** Stashes of the project's repository, newest first. */
  stashes: t.readonlyArray(StashJson),
})

export const UndoneJson = jsonOf<Undone>()({
  undone: always(true),
  /** The base was moved back, or a commit takes the merge back. */
  how: t.keyof({ moved: null, reverted: null }),
  base: from(t.string, ({ finish }) => finish.base),
  /** True when the revert commit was pushed as well. */
  pushed: from(t.boolean, ({ finish, how }) => finish.pushed && how === 'reverted'),
  worktreeRestored: t.boolean,
  finish: from(t.string, ({ finish }) => finish.id),
  card: BareCardJson,
})

/** Worktree, branch and rescue refs that a deleted card left behind. */
export const KeptJson = keyed(
  'kept',
  jsonOf<Kept>()({
    worktree: optional(t.string),
    branch: optional(t.string),
    rescue: optional(t.readonlyArray(t.string), ({ rescue }) => (rescue.length === 0 ? null : rescue)),
  }),
)

/** Running cards of a project that conflict with each other, and the recommended order of finishing them. */
const FORECAST = {
  projectId: t.string,
  base: t.string,
  collisions: t.readonlyArray(t.strict({ a: t.string, b: t.string, files: t.readonlyArray(t.string) })),
  withBase: t.readonlyArray(t.strict({ card: t.string, files: t.readonlyArray(t.string) })),
  order: t.readonlyArray(t.string),
}

export const ForecastJson = named('Forecast', t.strict(FORECAST))

/** Forecast of the first project of a request. */
export const BoardForecastJson = named(
  'BoardForecast',
  jsonOf<BoardForecast>()({
    ...FORECAST,
    /** Forecasts of the other projects of the request; left out for none. */
    others: optional(t.readonlyArray(ForecastJson), ({ others }) => (others.length === 0 ? null : others)),
    /** Lines that the branches of the cards of the request add and remove; left out for none. */
    sizes: optional(
      t.readonlyArray(t.strict({ card: t.string, additions: integer, deletions: integer })),
      ({ sizes }) => (sizes.length === 0 ? null : sizes),
    ),
  }),
)
