import * as E from 'fp-ts/lib/Either.js'
import {
  recalledActivity,
  reportedActivity,
  type LastReport,
  type LastReports,
} from '../../domain/attention/last-reports.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { detach } from '../shared/detached.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { AttentionSteps } from './ports.js'

/** Reports that a killed hub loses at most. Each write is one synced file. */
const SAVE_EVERY_MS = 10_000
const NAME = 'last reports of agents'

/**
 * Recalls the last reports of the former run at the start, then stores those of this one. A session that ended in the
 * meantime, or was started again, is not recalled; one that has reported since keeps its report.
 */
export function makeKeepReports(
  deps: Pick<AttentionSteps, 'reports' | 'host' | 'store' | 'statusLines' | 'clock'>,
): Job {
  const { reports, host, store, statusLines, clock } = deps
  let isRecalled = false
  let savedRevision = ''

  const revision = (): string => `${String(store.revision())} ${String(statusLines.revision())}`

  async function recall(): Promise<void> {
    const [kept, live] = await Promise.all([reports.read(), host.list()])
    if (E.isLeft(kept) || E.isLeft(live)) return
    const { savedAt, sessions, limits } = kept.right
    const startedAt = new Map(live.right.map(({ id, createdAt }) => [id, createdAt]))
    const ran = (session: SessionId, at: number): boolean => (startedAt.get(session) ?? Infinity) <= at
    for (const { session, activity, statusLine } of sessions) {
      if (activity !== null && ran(session, activity.confirmedAt) && store.get(session) === null)
        store.put(session, recalledActivity(activity, savedAt ?? activity.confirmedAt))
      if (statusLine !== null && ran(session, statusLine.at)) statusLines.recall(session, statusLine)
    }
    if (limits !== null) statusLines.recallLimits(limits)
    isRecalled = true
    savedRevision = revision()
  }

  async function save(): Promise<void> {
    const current = revision()
    const saved = await reports.update(() => E.right(lastReports()))()
    if (E.isRight(saved)) savedRevision = current
  }

  const lastReports = (): LastReports => {
    const lines = new Map(statusLines.all())
    const activities = new Map(store.all())
    const sessions = [...new Set([...activities.keys(), ...lines.keys()])].map((session): LastReport => {
      const attention = activities.get(session)
      return {
        session,
        activity: attention === undefined ? null : reportedActivity(attention),
        statusLine: lines.get(session) ?? null,
      }
    })
    return { savedAt: clock.now(), sessions, limits: statusLines.lastLimits() }
  }

  const polling = pollingJob(NAME, clock, SAVE_EVERY_MS, async () => {
    if (!isRecalled) await recall()
    else if (revision() !== savedRevision) await save()
  })
  return {
    name: NAME,
    start: () => {
      detach(NAME, recall)
      const stop = polling.start()
      return () => {
        stop()
        if (isRecalled) detach(NAME, save)
      }
    },
  }
}
