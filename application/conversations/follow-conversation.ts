import * as E from 'fp-ts/lib/Either.js'
import { detach } from '../shared/detached.js'
import type { Clock } from '../shared/clock.port.js'
import type { ConversationChange, Conversations } from './conversations.port.js'
import type { FindConversation, FoundConversation } from './find-conversation.js'

/**
 * Calls `changed` after each change of the conversation that a session has, and when it turns to another one. The session may be
 * unknown. Returns a function that stops it.
 */
export type FollowConversation = (name: string, changed: (change: ConversationChange) => void) => () => void

export interface FollowConversationDeps {
  readonly conversations: Pick<Conversations, 'follow'>
  readonly findConversation: FindConversation
  readonly clock: Clock
}

/** Interval of looks for another conversation of the session: it can be resumed under a new id, or begin one. */
const FIND_EVERY_MS = 2_000

export function makeFollowConversation(deps: FollowConversationDeps): FollowConversation {
  const { conversations, findConversation, clock } = deps

  return (name, changed) => {
    let isStopped = false
    let followed = ''
    let stops: ReadonlyArray<() => void> = []

    const stopAll = (): void => {
      for (const stop of stops) stop()
      stops = []
    }
    const follow = ({ candidates }: FoundConversation): void => {
      const key = JSON.stringify(candidates)
      if (isStopped || key === followed) return
      followed = key
      stopAll()
      stops = candidates.map(({ folder, conversation }) => conversations.follow(folder, conversation, changed))
    }
    /** A session that is not found is followed as before: it may be on its way to another name. */
    const find = async (): Promise<void> => {
      const found = await findConversation(name)()
      if (E.isRight(found)) follow(found.right)
    }
    const look = (): void => detach('search for a conversation', find)
    const stopLooking = clock.every(FIND_EVERY_MS, look)
    look()
    return () => {
      isStopped = true
      stopLooking()
      stopAll()
    }
  }
}
