import * as E from 'fp-ts/lib/Either.js'
import { onFailedTurn } from '../../domain/attention/engine.js'
import type { Conversations } from '../conversations/conversations.port.js'
import type { SessionRecordStore } from '../sessions/session-record-store.port.js'
import type { Clock } from '../shared/clock.port.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { AttentionStore } from './attention-store.js'
import type { UpdateActivity } from './update-activity.js'

export interface WatchTurnsDeps {
  readonly store: AttentionStore
  readonly record: SessionRecordStore
  readonly conversations: Pick<Conversations, 'failedTurn'>
  readonly updateActivity: UpdateActivity
  readonly clock: Clock
}

/** One look reads the end of one transcript for each working agent whose CLI reports no failed turn. */
const LOOK_EVERY_MS = 1_500

/** Looks at the transcripts of working agents, because some CLIs have no hook for a turn that ended in an error. */
export function makeWatchTurns({ store, record, conversations, updateActivity, clock }: WatchTurnsDeps): Job {
  async function look(): Promise<void> {
    const working = store.all().filter(([, { activity }]) => activity === 'working')
    if (working.length === 0) return
    const records = await record.read()
    if (E.isLeft(records)) return
    for (const [session] of working) {
      const conversation = records.right.known.find(({ id }) => id === session)?.conversation ?? null
      const turn = conversation === null ? null : await conversations.failedTurn(conversation)()
      if (turn !== null) await updateActivity(session, (attention, at) => onFailedTurn(attention, turn, at))()
    }
  }

  return pollingJob('watch over turns', clock, LOOK_EVERY_MS, look)
}
