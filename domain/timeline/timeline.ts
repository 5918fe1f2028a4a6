import type { AgentId } from '../agents/agent-id.js'
import type { CallOutcome, RecordedDecider } from '../approvals/decided-call.js'
import type { CardMove } from '../board/card.js'
import type { Finish } from '../board/finish.js'
import type { FullCommitId } from '../repo/commit.js'
import type { Instant } from '../shared/instant.js'
import type { KeptWindow } from '../usage/limit-history.js'

/**
 * Kinds of entries. `prompt`, `answer`, `call` and `notice` come from the transcript, `cost` is the usage of a quarter of an
 * hour, `limit` a quota that has reached another level. Cards have `move`, a stage that was reached, and `finish`, and no limits.
 */
export const TIMELINE_KINDS = [
  ...(['prompt', 'answer', 'call', 'notice', 'approval', 'commit', 'cost', 'limit'] as const),
  ...(['move', 'finish'] as const),
]
export type TimelineKind = (typeof TIMELINE_KINDS)[number]

/** Kinds that are named; all of them without a known one. */
export function wantedKinds(names: ReadonlyArray<string>): ReadonlySet<TimelineKind> {
  const wanted = TIMELINE_KINDS.filter((kind) => names.includes(kind))
  return new Set(wanted.length === 0 ? TIMELINE_KINDS : wanted)
}

/** Sources that the time line is read from. */
export type TimelineSource = 'conversation' | 'approvals' | 'commits' | 'usage' | 'limits' | 'finishes'

/** Place of an entry in a conversation. */
export interface TimelinePlace {
  readonly agent: AgentId
  /** Id that the agent gave the conversation. */
  readonly conversation: string
  /** Byte of the transcript at which the row starts. */
  readonly row: number
  /** True for the conversation that the session has now. */
  readonly isPresent: boolean
}

/** Usage of a quarter of an hour that begins with the entry. */
export interface TimelineCost {
  /** US dollars, for the models with a known price. */
  readonly costUsd: number
  /** Tokens, as counted by `tokensOf`. */
  readonly tokens: number
  readonly messages: number
}

/** Quota that has reached a level. */
export interface TimelineLimit {
  readonly account: string
  /** Name of the account; `null` for none. */
  readonly label: string | null
  readonly window: KeptWindow
  /** 0–100. */
  readonly usedPercentage: number
  /** Seconds since the epoch; `null` when it is not reported. */
  readonly resetsAt: number | null
}

/** Tool call that was decided. */
export interface TimelineApproval {
  readonly id: string
  readonly outcome: CallOutcome
  /** Reason of the outcome: `decided`, `granted`, `expired`, … */
  readonly why: string
  readonly decision: RecordedDecider | null
}

/** Finish of a card at its present stage. */
export type TimelineFinish = Pick<Finish, 'stage' | 'base' | 'pushed'>

/** Thing that happened in a session or to a card. */
export interface TimelineEntry {
  /** Unique within the time line, and the same in every answer. */
  readonly id: string
  readonly kind: TimelineKind
  /** Never later than that of an entry of the same source that came after it. */
  readonly at: Instant
  /** First `MAX_TIMELINE_TEXT` UTF-16 code units. */
  readonly text: string
  /** Name of the tool of a call or an approval. */
  readonly tool: string | null
  /** True for a call or a notice of a failure. */
  readonly isError: boolean
  readonly place: TimelinePlace | null
  readonly approval: TimelineApproval | null
  readonly commit: { readonly sha: FullCommitId; readonly authorName: string } | null
  readonly cost: TimelineCost | null
  readonly limit: TimelineLimit | null
  /** Stage that a card reached, and by whom. */
  readonly move: Pick<CardMove, 'stage' | 'by'> | null
  readonly finish: TimelineFinish | null
  /** Present or last name of the session in which it happened; `null` for what is of no single one. */
  readonly session: string | null
}

/** Longest text of an entry in UTF-16 code units. */
export const MAX_TIMELINE_TEXT = 300
/** Most entries of a page. */
export const MAX_TIMELINE_PAGE = 500

/** An entry with what all kinds have and nothing else. Members are named: copies of objects took 18 µs an entry (Node 20). */
export const timelineEntry = (
  entry: Pick<TimelineEntry, 'id' | 'kind' | 'at' | 'text'> & Partial<TimelineEntry>,
): TimelineEntry => ({
  id: entry.id,
  kind: entry.kind,
  at: entry.at,
  text: shortened(entry.text),
  tool: entry.tool ?? null,
  isError: entry.isError ?? false,
  place: entry.place ?? null,
  approval: entry.approval ?? null,
  commit: entry.commit ?? null,
  cost: entry.cost ?? null,
  limit: entry.limit ?? null,
  move: entry.move ?? null,
  finish: entry.finish ?? null,
  session: entry.session ?? null,
})

function shortened(text: string): string {
  if (text.length <= MAX_TIMELINE_TEXT) return text
  const cut = text.slice(0, MAX_TIMELINE_TEXT)
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}
