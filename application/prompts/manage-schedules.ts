import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { agentId } from '../../domain/agents/agent-id.js'
import {
  invalidSchedule,
  scheduleNotFound,
  type InvalidPrompt,
  type InvalidSchedule,
  type PromptIdTaken,
  type ScheduleNotFound,
  type SchedulesFull,
} from '../../domain/prompts/errors.js'
import { promptText } from '../../domain/prompts/prompt.js'
import {
  addSchedule,
  changeSchedule,
  extraPromptIdOf,
  removeSchedule,
  runsOf,
  withExtraRun,
  type Schedule,
  type Schedules,
  type ScheduleTrigger,
} from '../../domain/prompts/schedule.js'
import { existingSession, type SessionNotFound } from '../../domain/sessions/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Caller } from '../shared/audit-log.port.js'
import { unavailable, type Unavailable } from '../shared/errors.js'
import type { PromptsPorts, PromptsSteps } from './ports.js'

/** Trigger as a client names it: another session by its name. */
export type RequestedTrigger =
  | Exclude<ScheduleTrigger, { readonly _tag: 'SessionDone' | 'LimitReset' }>
  | { readonly _tag: 'LimitReset'; readonly agent: string }
  | { readonly _tag: 'SessionDone'; readonly session: string }

export interface ScheduleRequest {
  readonly text: string
  readonly trigger: RequestedTrigger
  /** Runs of a rule; `null` for the usual bound. */
  readonly runs: number | null
  /** Id that the caller gives it, so that a repeated request schedules nothing twice; `null` for a new one. */
  readonly id: string | null
}

/** Changes of a schedule; what is left out stays. */
export type ScheduleChange = Partial<Pick<ScheduleRequest, 'text' | 'trigger' | 'runs'>>

/** Schedule with the present names of its sessions. */
export interface NamedSchedule extends Schedule {
  readonly name: string
  /** Name of the session that a run waits for; `null` for other triggers. */
  readonly after: string | null
}

type Listed<Refusal = never> = TE.TaskEither<Unavailable | Refusal, ReadonlyArray<NamedSchedule>>

/** Reads and changes the schedules of all sessions. Each returns them. */
export interface ManageSchedules {
  readonly list: Listed
  readonly add: (
    name: string,
    request: ScheduleRequest,
    caller: Caller,
  ) => Listed<SessionNotFound | InvalidPrompt | InvalidSchedule | PromptIdTaken | SchedulesFull>
  readonly change: (
    id: string,
    change: ScheduleChange,
    caller: Caller,
  ) => Listed<ScheduleNotFound | SessionNotFound | InvalidPrompt | InvalidSchedule>
  /** Queues the prompt of a schedule once more, now. The outcome is its last run. */
  readonly run: (id: string, caller: Caller) => Listed<ScheduleNotFound>
  readonly remove: (id: string, caller: Caller) => Listed<ScheduleNotFound>
}

/** No time of a schedule is further away. */
const MAX_AHEAD_MS = 366 * 24 * 3_600_000

export function makeManageSchedules(
  deps: Pick<PromptsPorts, 'agents' | 'schedules' | 'nextOfRule' | 'directory' | 'secrets' | 'audit' | 'clock'> &
    Pick<PromptsSteps, 'changeSchedules' | 'queueScheduled' | 'findSession'>,
): ManageSchedules {
  const { agents, schedules: store, changeSchedules, queueScheduled, nextOfRule } = deps
  const { findSession, directory, secrets, audit, clock } = deps

  const named = (schedules: Schedules): ReadonlyArray<NamedSchedule> =>
    schedules.map((schedule) => {
      const { session, trigger } = schedule
      const after = trigger._tag === 'SessionDone' ? directory.nameOf(trigger.session) : null
      return { ...schedule, name: directory.nameOf(session), after }
    })

  const idOf = (name: string): TE.TaskEither<SessionNotFound | Unavailable, SessionId> =>
    pipe(
      findSession(name),
      TE.flatMapEither(existingSession(name)),
      TE.map(({ id }) => id),
    )

  const triggerOf = (
    requested: RequestedTrigger,
    session: SessionId,
  ): TE.TaskEither<InvalidSchedule | SessionNotFound | Unavailable, ScheduleTrigger> => {
    switch (requested._tag) {
      case 'Time':
      case 'Rule':
        return TE.right(requested)
      case 'LimitReset': {
        const agent = agents.find(({ id, cliId }) => id === requested.agent || cliId === requested.agent)
        return agent === undefined
          ? TE.left(invalidSchedule('agent'))
          : TE.right({ _tag: 'LimitReset', agent: agentId(agent.id) })
      }
      case 'SessionDone':
        return pipe(
          idOf(requested.session),
          TE.filterOrElseW(
            (other) => other !== session,
            () => invalidSchedule('session'),
          ),
          TE.map((other) => ({ _tag: 'SessionDone', session: other })),
        )
    }
  }

  const firstOf = (trigger: ScheduleTrigger, now: Instant): E.Either<InvalidSchedule, Instant | null> => {
    switch (trigger._tag) {
      case 'Time':
        return trigger.at > now && trigger.at - now <= MAX_AHEAD_MS
          ? E.right(trigger.at)
          : E.left(invalidSchedule('time'))
      case 'Rule':
        return pipe(
          nextOfRule(trigger.rule, trigger.timeZone, now),
          E.filterOrElse(
            (at) => at !== null,
            () => invalidSchedule('rule'),
          ),
        )
      default:
        return E.right(null)
    }
  }

  const existing = (id: string): TE.TaskEither<ScheduleNotFound | Unavailable, Schedule> =>
    pipe(
      store.read,
      TE.flatMapNullable(
        (schedules) => schedules.find((schedule) => schedule.id === id),
        () => scheduleNotFound(id),
      ),
    )

  /** Members that a trigger decides; runs that are left out stay those of a rule. */
  const timesOf = (
    { session, trigger: former, remaining }: Schedule,
    requested: RequestedTrigger | undefined,
    runs: number | null,
  ): TE.TaskEither<InvalidSchedule | SessionNotFound | Unavailable, Partial<Schedule>> => {
    if (requested === undefined && runs === null) return TE.right({})
    return pipe(
      TE.Do,
      TE.bindW('trigger', () => (requested === undefined ? TE.right(former) : triggerOf(requested, session))),
      TE.bindW('remaining', ({ trigger }) => {
        const isSameRule = trigger._tag === 'Rule' && former._tag === 'Rule' && remaining > 0
        return TE.fromEither(runsOf(trigger, runs ?? (isSameRule ? remaining : null)))
      }),
      TE.bindW('dueAt', ({ trigger }) => TE.fromEither(firstOf(trigger, clock.now()))),
    )
  }

  return {
    list: pipe(store.read, TE.map(named)),
    add: (name, { text: raw, trigger: requested, runs, id }, caller) =>
      pipe(
        TE.Do,
        TE.bind('text', () => TE.fromEither(promptText(raw))),
        TE.bindW('session', () => idOf(name)),
        TE.bindW('trigger', ({ session }) => triggerOf(requested, session)),
        TE.bindW('remaining', ({ trigger }) => TE.fromEither(runsOf(trigger, runs))),
        TE.bindW('dueAt', ({ trigger }) => TE.fromEither(firstOf(trigger, clock.now()))),
        TE.flatMap((schedule) =>
          changeSchedules((schedules) =>
            addSchedule(schedules, { ...schedule, id: id ?? secrets.newId(), createdAt: clock.now(), runs: [] }),
          ),
        ),
        TE.tap(() => audit.record({ event: 'schedule.add', fields: { session: name } }, caller)),
        TE.map(named),
      ),
    change: (id, { text: raw, trigger, runs = null }, caller) =>
      pipe(
        TE.Do,
        TE.bindW('schedule', () => existing(id)),
        TE.bindW('text', ({ schedule }) => TE.fromEither(raw === undefined ? E.right(schedule.text) : promptText(raw))),
        TE.bindW('times', ({ schedule }) => timesOf(schedule, trigger, runs)),
        TE.flatMap(({ text, times }) =>
          changeSchedules((schedules) => changeSchedule(schedules, id, { text, ...times })),
        ),
        TE.tap(() => audit.record({ event: 'schedule.change', fields: { id } }, caller)),
        TE.map(named),
      ),
    run: (id, caller) =>
      pipe(
        existing(id),
        TE.flatMap((schedule) => {
          const at = clock.now()
          return pipe(
            TE.fromTask(() => queueScheduled(schedule, extraPromptIdOf(schedule, at))),
            TE.flatMap((outcome) =>
              outcome === null
                ? TE.left(unavailable('prompts', 'the queue could not be stored'))
                : changeSchedules((schedules) => E.right(withExtraRun(schedules, id, { at, outcome }))),
            ),
          )
        }),
        TE.tap(() => audit.record({ event: 'schedule.run-now', fields: { id } }, caller)),
        TE.map(named),
      ),
    remove: (id, caller) =>
      pipe(
        changeSchedules((schedules) => removeSchedule(schedules, id)),
        TE.tap(() => audit.record({ event: 'schedule.remove', fields: { id } }, caller)),
        TE.map(named),
      ),
  }
}
