import * as E from 'fp-ts/lib/Either.js'
import type { AgentId } from '../agents/agent-id.js'
import type { SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import {
  invalidSchedule,
  scheduleNotFound,
  schedulesFull,
  type InvalidSchedule,
  type PromptIdTaken,
  type ScheduleNotFound,
  type SchedulesFull,
} from './errors.js'
import { withNewId } from './with-new-id.js'

/** Time or condition at which a scheduled prompt is put into the queue. */
export type ScheduleTrigger =
  | { readonly _tag: 'Time'; readonly at: Instant }
  /** Five fields of cron, in an IANA time zone. */
  | { readonly _tag: 'Rule'; readonly rule: string; readonly timeZone: string }
  /** Next reset of the quota of an agent's vendor: of a full window, else of the first window that ends. */
  | { readonly _tag: 'LimitReset'; readonly agent: AgentId }
  /** End of a turn of another session after which nothing is queued for it, or the end of that session. */
  | { readonly _tag: 'SessionDone'; readonly session: SessionId }

/**
 * `queued`: the prompt was put into the queue. `missed`: the hub did not run at that time; the prompt was not queued later.
 * `held`: the prompt of the run before was not sent yet. `refused`: the session is gone or its queue is full.
 */
export type RunOutcome = 'queued' | 'missed' | 'held' | 'refused'

export interface ScheduledRun {
  readonly at: Instant
  readonly outcome: RunOutcome
}

/** Prompt that a session gets at a time, repeatedly, or after a condition. */
export interface Schedule {
  readonly id: string
  readonly session: SessionId
  readonly text: string
  readonly trigger: ScheduleTrigger
  readonly createdAt: Instant
  /** Time of the next run; `null` while a condition gives none, and after the last run. */
  readonly dueAt: Instant | null
  /** Runs that are left, missed ones among those that were. */
  readonly remaining: number
  /** Last runs, the newest last. */
  readonly runs: ReadonlyArray<ScheduledRun>
}

export type Schedules = ReadonlyArray<Schedule>

/** Schedules of all sessions. */
export const MAX_SCHEDULES = 100
/** Runs of one schedule: it ends by itself even when it is left alone. */
export const MAX_RUNS = 1_000
/** Runs of a rule that names no number. */
const DEFAULT_RUNS = 100
/** Runs of one schedule that are stored. */
const MAX_LISTED_RUNS = 10
/** A run that is later than this was missed: the hub was down, or the machine slept. A restart takes seconds. */
const LATE_AFTER_MS = 5 * 60_000

/** Bound and repetition of a new schedule. */
export function runsOf(trigger: ScheduleTrigger, runs: number | null): E.Either<InvalidSchedule, number> {
  if (trigger._tag !== 'Rule') return runs === null || runs === 1 ? E.right(1) : E.left(invalidSchedule('runs'))
  const count = runs ?? DEFAULT_RUNS
  return Number.isInteger(count) && count >= 1 && count <= MAX_RUNS ? E.right(count) : E.left(invalidSchedule('runs'))
}

/** Adds a schedule. The same id, text and trigger add nothing, so that a request may be repeated. */
export const addSchedule = (
  schedules: Schedules,
  schedule: Schedule,
): E.Either<SchedulesFull | PromptIdTaken, Schedules> =>
  withNewId(
    schedules,
    schedule,
    (): E.Either<SchedulesFull, Schedules> =>
      schedules.length >= MAX_SCHEDULES ? E.left(schedulesFull) : E.right([...schedules, schedule]),
    ({ trigger }) => isSameTrigger(trigger, schedule.trigger),
  )

/** Triggers are flat records of texts and numbers. */
const isSameTrigger = (one: ScheduleTrigger, other: ScheduleTrigger): boolean =>
  JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())

export function removeSchedule(schedules: Schedules, id: string): E.Either<ScheduleNotFound, Schedules> {
  const others = schedules.filter((schedule) => schedule.id !== id)
  return others.length === schedules.length ? E.left(scheduleNotFound(id)) : E.right(others)
}

/** Replaces what a schedule does and when; its runs stay listed. */
export const changeSchedule = (
  schedules: Schedules,
  id: string,
  values: Partial<Pick<Schedule, 'text' | 'trigger' | 'remaining' | 'dueAt'>>,
): E.Either<ScheduleNotFound, Schedules> =>
  schedules.some((schedule) => schedule.id === id)
    ? E.right(schedules.map((schedule) => (schedule.id === id ? { ...schedule, ...values } : schedule)))
    : E.left(scheduleNotFound(id))

/** Removes the schedules of sessions that are gone. Returns the same schedules when all are known. */
export const withSessions = (schedules: Schedules, known: ReadonlySet<SessionId>): Schedules =>
  schedules.every(({ session }) => known.has(session)) ? schedules : schedules.filter((one) => known.has(one.session))

/** Stores a run. `next` is the time of the next one of a rule; `null` ends it. */
export const withRun = (schedules: Schedules, { id }: Schedule, run: ScheduledRun, next: Instant | null): Schedules =>
  schedules.map((schedule) => {
    if (schedule.id !== id) return schedule
    const remaining = next === null ? 0 : Math.max(0, schedule.remaining - 1)
    return {
      ...schedule,
      remaining,
      dueAt: remaining === 0 ? null : next,
      runs: [...schedule.runs, run].slice(-MAX_LISTED_RUNS),
    }
  })

/** Stores a run on request. It is none of those that are left, and changes no time. */
export const withExtraRun = (schedules: Schedules, id: string, run: ScheduledRun): Schedules =>
  schedules.map((schedule) =>
    schedule.id === id ? { ...schedule, runs: [...schedule.runs, run].slice(-MAX_LISTED_RUNS) } : schedule,
  )

/** Stores the time that a condition gave. */
export const withDueTime = (schedules: Schedules, { id }: Schedule, dueAt: Instant): Schedules =>
  schedules.map((schedule) => (schedule.id === id ? { ...schedule, dueAt } : schedule))

/** True for a run of a time that has passed long ago. Conditions are met when they are seen, also late. */
export const isMissed = ({ trigger, dueAt }: Schedule, now: Instant): boolean =>
  (trigger._tag === 'Time' || trigger._tag === 'Rule') && dueAt !== null && now - dueAt > LATE_AFTER_MS

/** Id of the prompt of the next run: the same after a restart, so that it is queued once. */
export const promptIdOf = ({ id, remaining }: Pick<Schedule, 'id' | 'remaining'>): string =>
  `${id}-${String(remaining)}`

/** Id of the prompt of a run on request. */
export const extraPromptIdOf = ({ id }: Pick<Schedule, 'id'>, at: Instant): string => `${id}-x${at.toString(36)}`

/** Beginning of the ids of all prompts of a schedule. */
export const isPromptOf = ({ id }: Pick<Schedule, 'id'>, prompt: string): boolean => prompt.startsWith(`${id}-`)
