import * as E from 'fp-ts/lib/Either.js'
import { parseSessionName } from '../../domain/sessions/session-name.js'
import { detach } from '../shared/detached.js'
import type { RepoSteps } from './ports.js'

/** Starts following. Returns an unsubscribe function. */
export type FollowActivity = () => () => void

/** Reports within this are one: where an agent works is asked of the host, and agents report ten times a second. Milliseconds. */
const GATHER_MS = 250

/** An agent that reports in has just done something: its repository's line is due for another look. */
export function makeFollowActivity(deps: Pick<RepoSteps, 'feed' | 'locate' | 'summaries' | 'clock'>): FollowActivity {
  const { feed, locate, summaries, clock } = deps
  const touch = async (rawName: string): Promise<void> => {
    const name = parseSessionName(rawName)
    if (E.isLeft(name)) return
    const directory = await locate(name.right)()
    if (E.isRight(directory)) summaries.touch(directory.right)
  }

  return () => {
    const active = new Set<string>()
    let cancel: (() => void) | null = null
    const touchAll = (): void => {
      cancel = null
      const names = [...active]
      active.clear()
      for (const name of names) detach('repository follows activity', () => touch(name))
    }
    const unsubscribe = feed.subscribe((event) => {
      if (event._tag !== 'session-activity') return
      active.add(event.name)
      cancel ??= clock.after(GATHER_MS, touchAll)
    })
    return () => {
      unsubscribe()
      cancel?.()
    }
  }
}
