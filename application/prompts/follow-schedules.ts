import * as E from 'fp-ts/lib/Either.js'
import { resetOfNext } from '../../domain/usage/resumes.js'
import { promptsOf, type PromptQueues } from '../../domain/prompts/prompt-queues.js'
import {
  isMissed,
  promptIdOf,
  withDueTime,
  withRun,
  withSessions,
  type Schedule,
} from '../../domain/prompts/schedule.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import { THE_HUB } from '../shared/audit-log.port.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { PromptsPorts, PromptsSteps } from './ports.js'

/** Rules have minutes. Without schedules a look reads memory only. */
const LOOK_EVERY_MS = 5_000
/** Difference between the vendor's clock and the local one. */
const GRACE_MS = 60_000

/** Live sessions, and all that are live or recorded. */
interface Sessions {
  readonly live: ReadonlySet<SessionId>
  readonly known: ReadonlySet<SessionId>
}

/** Puts the prompts of schedules that are due into the queues of their sessions. */
export function makeFollowSchedules(
  deps: Pick<PromptsPorts, 'schedules' | 'store' | 'nextOfRule' | 'host' | 'record' | 'audit' | 'clock'> &
    Pick<PromptsSteps, 'changeSchedules' | 'queueScheduled' | 'limits' | 'observeAgents'>,
): Job {
  const { schedules: store, store: queueStore, changeSchedules, queueScheduled, nextOfRule } = deps
  const { limits, observeAgents, host, record, audit, clock } = deps

  const readSessions = async (): Promise<Sessions | null> => {
    const [live, records] = [await host.list(), await record.read()]
    if (E.isLeft(live) || E.isLeft(records)) return null
    const running = live.right.map(({ id }) => id)
    return { live: new Set(running), known: new Set([...running, ...records.right.known.map(({ id }) => id)]) }
  }

  /** True when the other session has ended, or has ended a turn since and nothing is queued for it. */
  const isDone = (other: SessionId, since: Instant, { live }: Sessions, queues: PromptQueues): boolean => {
    if (!live.has(other)) return true
    const { activity, since: changedAt } = observeAgents.of(other)
    const isIdle = activity === 'idle' && (changedAt ?? 0) >= since
    return isIdle && promptsOf(queues, other).every(({ state }) => state === 'sent')
  }

  /** Time at which a schedule is due by now; `null` while it is not known. */
  const dueTimeOf = async (schedule: Schedule, sessions: Sessions, queues: PromptQueues): Promise<Instant | null> => {
    const { trigger, dueAt, createdAt } = schedule
    if (dueAt !== null) return dueAt
    const now = clock.now()
    if (trigger._tag === 'SessionDone') return isDone(trigger.session, createdAt, sessions, queues) ? now : null
    if (trigger._tag !== 'LimitReset') return null
    const accounts = await limits.accounts()
    const resetsAt = E.isRight(accounts) ? resetOfNext(accounts.right, trigger.agent, now) : null
    if (resetsAt === null) return null
    await changeSchedules((all) => E.right(withDueTime(all, schedule, resetsAt + GRACE_MS)))()
    return resetsAt + GRACE_MS
  }

  const look = async (schedule: Schedule, sessions: Sessions, queues: PromptQueues): Promise<void> => {
    const { trigger } = schedule
    const now = clock.now()
    const dueAt = await dueTimeOf(schedule, sessions, queues)
    if (dueAt === null || dueAt > now) return
    const outcome = isMissed(schedule, now) ? 'missed' : await queueScheduled(schedule, promptIdOf(schedule))
    if (outcome === null) return
    const next = trigger._tag === 'Rule' ? nextOfRule(trigger.rule, trigger.timeZone, now) : E.right(null)
    const run = { at: dueAt, outcome }
    await changeSchedules((all) => E.right(withRun(all, schedule, run, E.isRight(next) ? next.right : null)))()
    const fields = { session: schedule.session, schedule: schedule.id, outcome }
    await audit.record({ event: 'schedule.run', fields }, THE_HUB)()
  }

  return pollingJob('schedules', clock, LOOK_EVERY_MS, async () => {
    const read = await store.read()
    if (E.isLeft(read) || read.right.length === 0) return
    const [sessions, queues] = [await readSessions(), await queueStore.read()]
    if (sessions === null || E.isLeft(queues)) return
    const kept = withSessions(read.right, sessions.known)
    if (kept !== read.right) await changeSchedules((all) => E.right(withSessions(all, sessions.known)))()
    for (const schedule of kept) if (schedule.remaining > 0) await look(schedule, sessions, queues.right)
  })
}
