import * as E from 'fp-ts/lib/Either.js'
import { parseSessionName } from '../../domain/sessions/session-name.js'
import type { Feed } from '../attention/feed.port.js'
import type { LocateSession } from '../sessions/locate-session.js'
import type { RepoSummaries } from './repo-summaries.js'

/** Starts following; the answer stops it. */
export type FollowActivity = () => () => void
export interface FollowActivityDeps {
  readonly feed: Feed
  readonly locate: LocateSession
  readonly summaries: RepoSummaries
}

/** An agent that reports in has just done something: its repository's line is due for another look. */
export function makeFollowActivity({ feed, locate, summaries }: FollowActivityDeps): FollowActivity {
  const touch = async (rawName: string): Promise<void> => {
    const name = parseSessionName(rawName)
    if (E.isLeft(name)) return
    const directory = await locate(name.right)()
    if (E.isRight(directory)) summaries.touch(directory.right)
  }
  return () =>
    feed.subscribe((event) => {
      if (event._tag === 'session-activity') void touch(event.name)
    })
}
