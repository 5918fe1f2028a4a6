import * as E from 'fp-ts/lib/Either.js'
import { cliOf } from '../../domain/agents/agent-program.js'
import { isWorthALook, onScreen } from '../../domain/attention/engine.js'
import type { Session } from '../../domain/sessions/session.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { AttentionSteps } from './ports.js'

/** Two looks settle what a hook did not say, within about 3 s; a look is one command on the host's connection. */
const LOOK_EVERY_MS = 1_500
/** Minimum age of the last evidence before the screen is read. Recent hooks are more precise than the screen. */
const HOOK_SILENCE_MS = 1_000

/**
 * Looks at the terminals of coding CLIs. A refusal or a dialog there may have no hook, and a report may be lost on a busy machine. Other
 * programs are left alone.
 */
export function makeWatchScreens(
  deps: Pick<AttentionSteps, 'agents' | 'host' | 'promptLine' | 'store' | 'updateActivity' | 'clock'>,
): Job {
  const { agents, host, promptLine, store, updateActivity, clock } = deps
  async function look({ id, name }: Session): Promise<void> {
    const read = await promptLine.reading(name)()
    if (E.isLeft(read) || read.right === null) return
    const { shows, retry } = read.right
    await updateActivity(id, (attention, at) => onScreen(attention, shows, at, retry))()
  }

  const isDue = ({ id, foreground, startCommand }: Session): boolean => {
    const attention = store.get(id)
    if (attention !== null) return isWorthALook(attention) && clock.now() - attention.evidence.at >= HOOK_SILENCE_MS
    const cli = cliOf(agents, foreground ?? '') ?? cliOf(agents, startCommand ?? '')
    return cli !== undefined && cli.screens !== null
  }

  return pollingJob('watch over screens', clock, LOOK_EVERY_MS, async () => {
    const live = await host.list()
    if (E.isRight(live)) await Promise.all(live.right.filter(isDue).map(look))
  })
}
