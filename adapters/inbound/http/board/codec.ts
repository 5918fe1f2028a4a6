import * as t from 'io-ts'
import type { ChangedCard } from '../../../../application/board/change-card.js'
import { type CardView, PRIORITIES, STAGES, type Card } from '../../../../domain/board/card.js'
import type { CardConflict } from '../../../../domain/board/errors.js'
import type { BranchDiff } from '../../../../domain/repo/refs.js'
import { integer, nullable, oneOf, recordOf } from '../../../../infrastructure/codec/codecs.js'
import { always, encodedBy, isoTime, jsonOf, optional, within } from '../../../../infrastructure/codec/json-of.js'
import { named, withSchema, type JsonSchema } from '../../../../infrastructure/codec/schema.js'
import { FileJson, inRepo } from '../repo/codec.js'

const textOrNull = nullable(t.string)

export const StageJson = oneOf(STAGES)

/** Properties of a card that no client reads. */
type OfHub = 'slug' | 'ownSession' | 'ownSessionId' | 'firstPort' | 'plan' | 'moves' | 'sessions' | 'extra'

const CARD = {
  ...within<Card, OfHub>()(({ card }: CardView) => card, {
    id: t.string,
    projectId: t.string,
    title: t.string,
    priority: nullable(t.keyof({ p0: null, p1: null, p2: null })),
    stage: StageJson,
    origin: t.keyof({ solo: null, collab: null }),
    theme: textOrNull,
    /** Ascending within a stage; any finite number. */
    order: t.number,
    sessionRef: textOrNull,
    brainstormDoc: textOrNull,
    notes: textOrNull,
    branch: textOrNull,
    implementSummary: textOrNull,
    worktreePath: textOrNull,
    createdAt: isoTime,
    updatedAt: isoTime,
    /** Send it back as `rev` or in `If-Match` to change only what was seen. */
    rev: integer,
    /** Ids of cards that should be done before this one; they may be done already. */
    blockedBy: t.readonlyArray(t.string),
    /** Time at which the card reached `done`. */
    doneAt: nullable(isoTime),
  }),
  /** True when `sessionRef` names a running session. */
  sessionLive: t.boolean,
}

/** A card as clients read it. */
export const CardJson = named('Card', jsonOf<CardView, 'card'>()(CARD))

export type CardJson = t.TypeOf<typeof CardJson>

/** A card without a look at its session. */
export const BareCardJson = encodedBy(CardJson, (card: Card) => CardJson.encode({ card, sessionLive: false }))

/** Result of the cleanup after a card is done. */
export const CleanupJson = t.strict({
  sessionKilled: t.boolean,
  worktreeRemoved: t.boolean,
  /** There is one, and it holds what is not committed. */
  worktreeKept: t.boolean,
  branchDeleted: t.boolean,
  /** There is one. */
  branchKept: t.boolean,
  /** Reason of a kept branch. `unmerged`: it has what the base has not; `checked-out`: it is merged, and a worktree has it. */
  branchReason: nullable(t.keyof({ unmerged: null, 'checked-out': null, unknown: null })),
  /** Worktree that has a merged branch. */
  checkedOutIn: nullable(t.string),
  /** Refs under which what was deleted can still be had for 30 days. */
  rescue: t.readonlyArray(t.string),
})

/** A card after a change; `cleanup` only after a move to `done`. */
export const ChangedCardJson = jsonOf<ChangedCard, 'card'>()({ ...CARD, cleanup: optional(CleanupJson) })

/** Changes of a branch since it left its base. */
export const BranchDiffJson = inRepo(
  jsonOf<BranchDiff>()({
    isRepo: always(true),
    base: t.string,
    branch: t.string,
    files: t.readonlyArray(FileJson),
    omitted: integer,
  }),
)

/** The board, or a page of the archive. */
export const CardsJson = recordOf({ cards: t.readonlyArray(CardJson) }, { hasMore: t.boolean })

/** Accepts any value: the domain checks the fields in its own order and reports the first fault. */
const checkedLater = (schema: JsonSchema): t.Type<unknown> =>
  withSchema(new t.Type<unknown>('CheckedLater', (_): _ is unknown => true, t.success, t.identity), schema)

const text = checkedLater({ type: ['string', 'null'] })
const priority = checkedLater({ enum: [...PRIORITIES, null] })
const stage = checkedLater({ enum: STAGES })
const ids = checkedLater({ type: 'array', items: { type: 'string' } })

/** `true` takes a project that is not registered. */
const allowUnknownProject = checkedLater({ type: 'boolean' })

/** Fields of a request for a new card; other fields are ignored. */
export const CardDraftJson = t.exact(
  t.partial({
    projectId: text,
    title: text,
    stage,
    priority,
    notes: text,
    origin: checkedLater({ enum: ['solo', 'collab'] }),
    theme: text,
    blockedBy: ids,
    allowUnknownProject,
  }),
)

/** Fields of a card that a client may change; other fields are ignored. */
export const CardChangesJson = t.exact(
  t.partial({
    title: text,
    projectId: text,
    allowUnknownProject,
    priority,
    theme: text,
    sessionRef: text,
    brainstormDoc: text,
    notes: text,
    branch: text,
    implementSummary: text,
    /** `null`, or what it is already. */
    worktreePath: text,
    blockedBy: ids,
    stage,
    /** Allowed together with `stage` only. */
    order: checkedLater({ type: 'number' }),
    /** Id of the card in the target stage that this one goes in front of, or behind: in place of `order`. */
    before: text,
    after: text,
    /** `true` ends the session that the hub started for the card, when the stage changes. */
    endSession: checkedLater({ type: 'boolean' }),
    /**
     * Revision that the change is based on. Answered with 409 when the card has another one. `If-Match` does the same.
     */
    rev: checkedLater({ type: 'integer' }),
  }),
)

/** The card was changed by another client in the meantime. Contains the current card. */
export const CardConflictJson = jsonOf<CardConflict>()({
  error: always('conflict'),
  code: always('CardConflict'),
  card: BareCardJson,
})
