import type { Activity } from '../attention/activity.js'
import type { TurnFailure } from '../attention/turn-failure.js'
import type { CallOutcome } from '../approvals/decided-call.js'
import type { Instant } from '../shared/instant.js'
import type { TimelineSource } from './timeline.js'

/** Changes of a session since a person left. */
export interface SessionNews {
  readonly session: string
  /** Time of its last change, as far as it is known. */
  readonly at: Instant
  /** True when it was started since. */
  readonly isNew: boolean
  /** True when it ended since. */
  readonly isOver: boolean
  /** Activity that began since; `null` when it is the same as before. */
  readonly activity: Activity | null
  /** Error in which its last turn ended since; `null` for none. */
  readonly failure: TurnFailure | null
  /** Number of approvals that wait now. */
  readonly waiting: number
  /** Calls that were decided since, by outcome. */
  readonly decided: Readonly<Record<CallOutcome, number>>
  /** Commits in its folder since. */
  readonly commits: number
  /** Subject of the newest commit. */
  readonly lastCommit: string | null
  /** US dollars of the quarters of an hour that began since. */
  readonly costUsd: number
}

/** Changes of all sessions since a time. */
export interface Absence {
  readonly since: Instant
  /** Sessions that wait for a person first, then the newest change first. */
  readonly sessions: ReadonlyArray<SessionNews>
  /** Sources that could not be read; the rest is there. */
  readonly missing: ReadonlyArray<TimelineSource>
}

/** Longest time that an absence is read for. */
export const MAX_ABSENCE_MS = 30 * 24 * 60 * 60 * 1000
/** Most sessions of an absence. */
export const MAX_ABSENCE_SESSIONS = 50

/** Start of an absence: not before `MAX_ABSENCE_MS`, and now for a time in the future. */
export const absenceSince = (since: Instant, now: Instant): Instant =>
  Math.min(Math.max(since, now - MAX_ABSENCE_MS), now)

const isNews = (news: SessionNews): boolean =>
  news.isNew ||
  news.isOver ||
  (news.activity !== null && news.activity !== 'unknown') ||
  news.waiting > 0 ||
  news.commits > 0 ||
  news.costUsd > 0 ||
  Object.values(news.decided).some((count) => count > 0)

const needsPerson = ({ waiting, activity }: SessionNews): boolean => waiting > 0 || activity === 'waiting'

/** Sessions in which something happened, in their order. */
export const orderedNews = (all: ReadonlyArray<SessionNews>): ReadonlyArray<SessionNews> =>
  all
    .filter(isNews)
    .sort((one, other) => Number(needsPerson(other)) - Number(needsPerson(one)) || other.at - one.at)
    .slice(0, MAX_ABSENCE_SESSIONS)
