import * as t from 'io-ts'
import * as E from 'fp-ts/lib/Either.js'
import type {
  NamedSchedule,
  RequestedTrigger,
  ScheduleChange,
  ScheduleRequest,
} from '../../../../application/prompts/manage-schedules.js'
import { invalidSchedule, type InvalidSchedule } from '../../../../domain/prompts/errors.js'
import type { PromptQueues } from '../../../../domain/prompts/prompt-queues.js'
import type { ScheduledRun } from '../../../../domain/prompts/schedule.js'
import { integer, nullable, recordOf } from '../../../../infrastructure/codec/codecs.js'
import { from, isoTime, jsonOf } from '../../../../infrastructure/codec/json-of.js'
import { named } from '../../../../infrastructure/codec/schema.js'
import { timeIn } from '../../../../infrastructure/codec/iso-text.js'
import { PromptId, PromptJson } from './codec.js'

const RunJson = jsonOf<ScheduledRun>()({
  at: isoTime,
  /** `missed`: the hub did not run; `held`: the prompt of the run before was not sent yet; `refused`: the queue is full. */
  outcome: t.keyof({ queued: null, missed: null, held: null, refused: null }),
})

/** A scheduled prompt. One of `at`, `rule`, `limitOf` and `after` is its trigger. */
const ScheduleJson = named(
  'Schedule',
  jsonOf<NamedSchedule, 'session' | 'trigger'>()({
    id: t.string,
    /** Name of the session that gets the prompts. */
    name: t.string,
    text: t.string,
    at: from(nullable(isoTime), ({ trigger }) => (trigger._tag === 'Time' ? trigger.at : null)),
    /** Minute, hour, day, month and weekday as in cron. */
    rule: from(nullable(t.string), ({ trigger }) => (trigger._tag === 'Rule' ? trigger.rule : null)),
    timeZone: from(nullable(t.string), ({ trigger }) => (trigger._tag === 'Rule' ? trigger.timeZone : null)),
    /** Coding CLI whose quota is reset. */
    limitOf: from(nullable(t.string), ({ trigger }) => (trigger._tag === 'LimitReset' ? trigger.agent : null)),
    /** Name of the session that is to be done. */
    after: nullable(t.string),
    createdAt: isoTime,
    /** Time of the next run; `null` while a condition gives none, and after the last run. */
    dueAt: nullable(isoTime),
    /** Runs that are left. */
    remaining: integer,
    /** Last runs, the newest last. */
    runs: t.readonlyArray(RunJson),
  }),
)

export const SchedulesJson = jsonOf<ReadonlyArray<NamedSchedule>>()({
  schedules: from(t.readonlyArray(ScheduleJson), (schedules) => schedules),
})

/** The queue of a session, and its scheduled prompts. */
export const QueueJson = named(
  'SessionPrompts',
  jsonOf<{ readonly prompts: PromptQueues; readonly schedules: ReadonlyArray<NamedSchedule> }>()({
    prompts: t.readonlyArray(PromptJson),
    schedules: t.readonlyArray(ScheduleJson),
  }),
)

/**
 * With an `id` of the client the request may be repeated. Exactly one trigger: `at` (ISO 8601), `rule` with its `timeZone`,
 * `limitOf` or `after`. `runs` bounds those of a rule.
 */
export const NewScheduleJson = recordOf(
  { text: t.string },
  {
    ...{ id: PromptId, at: t.string, rule: t.string, timeZone: t.string, limitOf: t.string, after: t.string },
    runs: integer,
  },
)

/** Members that are left out stay as they are. A trigger replaces the former one; its `runs` are counted anew. */
export const ScheduleChangeJson = t.exact(
  t.partial({
    ...{ text: t.string, at: t.string, rule: t.string, timeZone: t.string, limitOf: t.string, after: t.string },
    runs: integer,
  }),
)

/** Triggers in a body. */
const triggersIn = ({
  at,
  rule,
  timeZone = '',
  limitOf,
  after,
}: t.TypeOf<typeof ScheduleChangeJson>): ReadonlyArray<RequestedTrigger> => [
  ...(at === undefined ? [] : [{ _tag: 'Time', at: timeIn(at) } as const]),
  ...(rule === undefined ? [] : [{ _tag: 'Rule', rule, timeZone } as const]),
  ...(limitOf === undefined ? [] : [{ _tag: 'LimitReset', agent: limitOf } as const]),
  ...(after === undefined ? [] : [{ _tag: 'SessionDone', session: after } as const]),
]

/** Request in a body. */
export function scheduleRequest(body: t.TypeOf<typeof NewScheduleJson>): E.Either<InvalidSchedule, ScheduleRequest> {
  const { text, id = null, runs = null } = body
  const [trigger, ...others] = triggersIn(body)
  return trigger === undefined || others.length > 0
    ? E.left(invalidSchedule('trigger'))
    : E.right({ text, id, runs, trigger })
}

/** Change in a body. */
export function scheduleChange(body: t.TypeOf<typeof ScheduleChangeJson>): E.Either<InvalidSchedule, ScheduleChange> {
  const { text, runs } = body
  const [trigger, ...others] = triggersIn(body)
  if (others.length > 0) return E.left(invalidSchedule('trigger'))
  return E.right({
    ...(text === undefined ? {} : { text }),
    ...(runs === undefined ? {} : { runs }),
    ...(trigger === undefined ? {} : { trigger }),
  })
}
