import { shown } from '../../domain/push/message.js'
import { isQuietAt } from '../../domain/push/plan.js'
import { isEmptySummary, NOTHING, summaryMessage, type Summary } from '../../domain/push/summary.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { PushSteps } from './ports.js'

/** State of a session whose message was held back. */
type HeldState = 'waiting' | 'failed' | 'ready'

/** Messages that the quiet hours hold back. They are counted, and one message at the end of the hours is about all of them. */
export interface QuietHours {
  /** True while messages are held back. */
  readonly isQuiet: () => boolean
  /** Time of the last message about all calls, by the monotonic clock. */
  readonly toldAt: () => number
  /** Notes such a message. */
  readonly noteTold: () => void
  readonly holdCall: (id: string) => void
  readonly holdSession: (session: SessionId, name: string, state: HeldState) => void
  readonly holdBudget: () => void
  /** Drops a call that has ended. */
  readonly dropCall: (id: string) => void
  readonly jobs: ReadonlyArray<Job>
}

/** Quiet hours end within this time. */
const LOOK_MS = 30_000

export function makeQuietHours(
  deps: Pick<PushSteps, 'plan' | 'feed' | 'clock' | 'queue' | 'openCalls' | 'prefix'>,
): QuietHours {
  const { plan, feed, clock, queue, openCalls, prefix } = deps
  const calls = new Set<string>()
  const sessions = new Map<SessionId, { readonly name: string; readonly state: HeldState }>()
  let budgets = 0
  let isHolding = false
  let toldAt = -Infinity

  const isQuietNow = (): boolean => {
    const { quiet, timeZone: zone } = plan.current()
    return quiet !== null && isQuietAt(quiet, zone ?? clock.timeZone(), clock.now())
  }

  const take = (): Summary => {
    const inState = (wanted: HeldState): ReadonlyArray<string> =>
      [...sessions.values()].flatMap(({ name, state }) => (state === wanted ? [name] : []))
    const summary = {
      ...NOTHING,
      requests: calls.size > 0 || plan.current().reminderMinutes > 0 ? openCalls.count() : 0,
      ...{ waiting: inState('waiting'), failed: inState('failed'), ready: inState('ready'), budgets },
    }
    calls.clear()
    sessions.clear()
    budgets = 0
    return summary
  }

  const look = async (): Promise<void> => {
    if (isQuietNow()) isHolding = true
    else if (isHolding) {
      isHolding = false
      const summary = take()
      if (summary.requests > 0) toldAt = clock.monotonic()
      if (!isEmptySummary(summary)) queue.addForAll(summaryMessage('quiet', summary))
    }
    await Promise.resolve()
  }

  return {
    isQuiet: () => (isHolding ||= isQuietNow()),
    toldAt: () => toldAt,
    noteTold: () => {
      toldAt = clock.monotonic()
    },
    holdCall: (id) => void calls.add(id),
    holdSession: (session, name, state) => void sessions.set(session, { name: shown(name, prefix), state }),
    holdBudget: () => {
      budgets += 1
    },
    dropCall: (id) => void calls.delete(id),
    jobs: [
      pollingJob('end of quiet hours', clock, LOOK_MS, look),
      {
        name: 'messages in quiet hours',
        start: () =>
          feed.subscribe((event) => {
            // The agent goes on: a person has answered it.
            if (event._tag === 'session-activity' && event.activity === 'working') sessions.delete(event.session)
            if (event._tag === 'session-ended') sessions.delete(event.session)
          }),
      },
    ],
  }
}
