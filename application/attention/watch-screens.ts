import { isRecalled, isWorthALook, onScreen } from '../../domain/attention/engine.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { Clock } from '../shared/clock.port.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { PromptLine } from './prompt-line.js'
import type { UpdateActivity } from './update-activity.js'
import type { AttentionStore } from './attention-store.js'

export interface WatchScreensDeps {
  readonly promptLine: PromptLine
  readonly store: AttentionStore
  readonly directory: SessionDirectory
  readonly updateActivity: UpdateActivity
  readonly clock: Clock
}

/** Two looks settle what a hook did not say, within about 3 s; a look is one command on the host's connection. */
const LOOK_EVERY_MS = 1_500
/** Minimum age of the last evidence before the screen is read. Recent hooks are more precise than the screen. */
const HOOK_SILENCE_MS = 1_000

/** Time after the start in which all recalled activities are looked at; some screens cannot be read. */
const RECALL_LOOKS_MS = 30_000

/**
 * Looks at the terminals of agents that work or wait, because a refusal given there sends no hook, and of those that have
 * just started. Sessions that never sent a hook, and agents at their prompt, are left alone, except for activities of a
 * former run of the hub.
 */
export function makeWatchScreens({ promptLine, store, directory, updateActivity, clock }: WatchScreensDeps): Job {
  async function look(session: SessionId): Promise<void> {
    const read = await promptLine.reading(directory.nameOf(session))()
    if (read._tag === 'Left' || read.right === null) return
    const shows = read.right
    await updateActivity(session, (attention, at) => onScreen(attention, shows, at))()
  }

  let startedAt: Instant | null = null

  async function lookAtAll(): Promise<void> {
    const now = clock.now()
    startedAt ??= now
    const confirms = now - startedAt < RECALL_LOOKS_MS
    const silent = store
      .all()
      .filter(([, attention]) => isWorthALook(attention, now) || (confirms && isRecalled(attention)))
      .filter(([, attention]) => now - attention.evidence.at >= HOOK_SILENCE_MS)
    await Promise.all(silent.map(([session]) => look(session)))
  }

  return pollingJob('watch over screens', clock, LOOK_EVERY_MS, lookAtAll)
}
