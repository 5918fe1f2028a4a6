import * as E from 'fp-ts/lib/Either.js'
import { onFailedTurn } from '../../domain/attention/engine.js'
import type { ObserveAgents } from '../attention/observe-agents.js'
import type { UpdateActivity } from '../attention/update-activity.js'
import type { SessionRecordStore } from '../shared/state-store.port.js'
import type { Clock } from '../shared/clock.port.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { Conversations } from './conversations.port.js'

export interface WatchTurnsDeps {
  readonly record: SessionRecordStore
  readonly conversations: Pick<Conversations, 'failedTurn'>
  readonly observeAgents: ObserveAgents
  readonly updateActivity: UpdateActivity
  readonly clock: Clock
}

/** One look reads the end of one transcript for each working agent whose CLI reports no failed turn. */
const LOOK_EVERY_MS = 1_500

/** Looks at the transcripts of working agents, because some CLIs have no hook for a turn that ended in an error. */
export function makeWatchTurns({ record, conversations, observeAgents, updateActivity, clock }: WatchTurnsDeps): Job {
  async function look(): Promise<void> {
    const records = await record.read()
    if (E.isLeft(records)) return
    for (const { id, conversation } of records.right.known) {
      if (conversation === null || observeAgents.of(id).activity !== 'working') continue
      const turn = await conversations.failedTurn(conversation)()
      if (turn !== null) await updateActivity(id, (attention, at) => onFailedTurn(attention, turn, at))()
    }
  }

  return pollingJob('watch over turns', clock, LOOK_EVERY_MS, look)
}
