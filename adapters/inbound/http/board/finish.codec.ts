import * as t from 'io-ts'
import type { FinishView } from '../../../../domain/board/finish-view.js'
import type { Preflight } from '../../../../application/board/read-preflight.js'
import type { Undone } from '../../../../application/board/undo-finish.js'
import type { Cleanup, Finish } from '../../../../domain/board/finish.js'
import type { Forecast } from '../../../../domain/board/forecast.js'
import { nullable, recordOf } from '../../../../infrastructure/codec/codecs.js'
import { CardJson, cardJson } from './codec.js'
import { CleanupJson } from './cleanup.codec.js'
import { redactPaths } from '../routing/redact-paths.js'

/** A finish as it is now. */
export const FinishJson = t.strict({
  id: t.string,
  cardId: t.string,
  projectId: t.string,
  /**
   * `queued` → `merging` → `publishing` → `settling` → `done`; `refused` (see `reasons`; nothing was begun) and `nothing`
   * (as if it had never been) are ends as well, and `undoing` → `undone` may follow on `done`.
   */
  stage: t.keyof({
    queued: null,
    refused: null,
    merging: null,
    publishing: null,
    settling: null,
    done: null,
    nothing: null,
    undoing: null,
    undone: null,
  }),
  branch: t.string,
  base: nullable(t.string),
  /** Id of the merge. */
  merge: nullable(t.string),
  pushed: t.boolean,
  /** True when the local base contains the merge. A local base that has moved in the meantime is left unchanged. */
  merged: t.boolean,
  reason: nullable(t.string),
  reasons: t.readonlyArray(t.string),
  files: t.readonlyArray(t.string),
  detail: nullable(t.string),
  cleanup: nullable(CleanupJson),
  undoable: t.boolean,
  startedAt: t.string,
  endedAt: nullable(t.string),
})
export type FinishJson = t.TypeOf<typeof FinishJson>

const isoTime = (at: number): string => new Date(at).toISOString()

export const finishJson = ({ isUndoable, startedAt, endedAt, detail, ...view }: FinishView): FinishJson => ({
  ...view,
  detail: detail === null ? null : redactPaths(detail),
  undoable: isUndoable,
  startedAt: isoTime(startedAt),
  endedAt: endedAt === null ? null : isoTime(endedAt),
})

/** Answer to a client that waited for the end of the finish. */
export const FinishedJson = t.strict({
  done: t.literal(true),
  base: t.string,
  pushed: t.boolean,
  merged: t.boolean,
  /** Id of the finish. */
  finish: t.string,
  cleanup: CleanupJson,
})

export const finishedJson = (
  { id, base, pushed, merged, cleanup }: Finish,
  none: Cleanup,
): t.TypeOf<typeof FinishedJson> => ({
  done: true,
  base,
  pushed,
  merged,
  finish: id,
  cleanup: cleanup ?? none,
})

/** Result of a preflight; `ok` is true when the branch can be merged. */
export const PreflightJson = t.strict({
  ok: t.boolean,
  /** Target branch; `null` when the branch cannot be merged. */
  base: nullable(t.string),
  reasons: t.readonlyArray(t.string),
  /** Paths in conflict. */
  files: t.readonlyArray(t.string),
  detail: nullable(t.string),
})

export const preflightJson = ({ base, reasons, files, detail }: Preflight): t.TypeOf<typeof PreflightJson> => ({
  ok: base !== null,
  base,
  reasons,
  files,
  detail: detail === null ? null : redactPaths(detail),
})

export const UndoneJson = t.strict({
  undone: t.literal(true),
  /** The base was moved back, or a commit takes the merge back. */
  how: t.keyof({ moved: null, reverted: null }),
  base: t.string,
  /** True when the revert commit was pushed as well. */
  pushed: t.boolean,
  worktreeRestored: t.boolean,
  finish: t.string,
  card: CardJson,
})

export const undoneJson = ({ finish, card, how, worktreeRestored }: Undone): t.TypeOf<typeof UndoneJson> => ({
  undone: true,
  how,
  base: finish.base,
  pushed: finish.pushed && how === 'reverted',
  worktreeRestored,
  finish: finish.id,
  card: cardJson({ card, sessionLive: false }),
})

/** Worktree, branch and rescue refs that a deleted card left behind. */
export const KeptJson = t.strict({
  kept: recordOf({}, { worktree: t.string, branch: t.string, rescue: t.readonlyArray(t.string) }),
})

/** Running cards of a project that conflict with each other, and the recommended order of finishing them. */
export const ForecastJson = t.strict({
  projectId: t.string,
  base: t.string,
  collisions: t.readonlyArray(t.strict({ a: t.string, b: t.string, files: t.readonlyArray(t.string) })),
  withBase: t.readonlyArray(t.strict({ card: t.string, files: t.readonlyArray(t.string) })),
  order: t.readonlyArray(t.string),
})

export const forecastJson = (forecast: Forecast): t.TypeOf<typeof ForecastJson> => forecast
