import * as E from 'fp-ts/lib/Either.js'
import { cliOf } from '../../domain/agents/agent-program.js'
import { isWorthALook, onScreen } from '../../domain/attention/engine.js'
import type { Session } from '../../domain/sessions/session.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { eventJob, type Job } from '../shared/job.js'
import type { AttentionSteps } from './ports.js'

/** Minimum age of the last evidence before the screen is read. Recent hooks are more precise than the screen. */
const HOOK_SILENCE_MS = 1_000
/** Time after which a reading is made again that counts once it has lasted for 1 s. */
const CONFIRM_AFTER_MS = 1_500

/**
 * Reads the terminals of coding CLIs when their screens change. A refusal or a dialog there may have no hook, and a report may be lost
 * on a busy machine. Other programs are left alone.
 */
export function makeWatchScreens(
  deps: Pick<AttentionSteps, 'agents' | 'host' | 'promptLine' | 'store' | 'updateActivity' | 'clock'>,
): Job {
  const { agents, host, promptLine, store, updateActivity, clock } = deps
  /** Cancels the next reading of a session. */
  const cancels = new Map<SessionId, () => void>()

  const isRead = ({ id, foreground, startCommand }: Session): boolean => {
    const attention = store.get(id)
    if (attention !== null) return isWorthALook(attention)
    const cli = cliOf(agents, foreground ?? '') ?? cliOf(agents, startCommand ?? '')
    return cli !== undefined && cli.screens !== null
  }

  /** Reads one screen. Returns true when another reading is needed. */
  const look = async ({ id, name }: Session): Promise<boolean> => {
    const begunAt = clock.now()
    if (begunAt - (store.get(id)?.evidence.at ?? -Infinity) < HOOK_SILENCE_MS) return true
    const read = await promptLine.reading(name)()
    if (E.isLeft(read) || read.right === null) return false
    const { shows, retry } = read.right
    await updateActivity(id, (attention, at) => onScreen(attention, shows, at, retry))()
    return (store.get(id)?.sighting?.at ?? -Infinity) >= begunAt
  }

  const live = async (): Promise<ReadonlyArray<Session>> => {
    const listed = await host.list()
    return E.isRight(listed) ? listed.right : []
  }

  return eventJob<SessionId>(clock, {
    name: 'watch over screens',
    events: [host.watchScreens],
    run: async (session, again) => {
      cancels.get(session)?.()
      cancels.delete(session)
      const found = (await live()).find(({ id }) => id === session)
      if (found !== undefined && isRead(found) && (await look(found)))
        cancels.set(session, clock.after(CONFIRM_AFTER_MS, again))
    },
    all: async (due) => {
      for (const one of await live()) if (isRead(one)) due(one.id)
    },
    stop: () => {
      for (const cancel of cancels.values()) cancel()
    },
  })
}
