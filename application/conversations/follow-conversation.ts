import * as E from 'fp-ts/lib/Either.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { detach } from '../shared/detached.js'
import type { ConversationChange } from './conversations.port.js'
import type { FoundConversation } from './read-conversation.js'
import type { ConversationsSteps } from './ports.js'

/** Conversation that was written to, and the byte behind all that was written by then; `null` where it is unknown. */
export interface WrittenConversation {
  readonly conversation: string
  readonly end: number | null
}

/** Change of the conversation of a session; `call` is the id of the call whose sub-agent it is about, `null` for the agent. */
export type FollowedChange = (change: ConversationChange, call: string | null, written: WrittenConversation) => void

/**
 * Calls `changed` after each change of the conversation that a session has and of those of the sub-agents that these calls started,
 * and when the session turns to another one. Session and calls may be unknown. Returns a function that stops it.
 */
export type FollowConversation = (name: string, calls: ReadonlyArray<string>, changed: FollowedChange) => () => void

/**
 * Interval of looks for another conversation of the session beside the events: an agent names one that it begins or resumes, and
 * one that reports nothing shows it on its screen.
 */
const FIND_EVERY_MS = 5_000

export function makeFollowConversation(
  deps: Pick<
    ConversationsSteps,
    'conversations' | 'findConversation' | 'agentSessions' | 'host' | 'directory' | 'clock'
  >,
): FollowConversation {
  const { conversations, findConversation, agentSessions, host, directory, clock } = deps

  return (name, calls, changed) => {
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
      stops = candidates.flatMap(({ folder, conversation }) => [
        conversations.follow(folder, conversation, (change, end = null) =>
          changed(change, null, { conversation: conversation.id, end }),
        ),
        ...calls.map((call) =>
          conversations.followOfCall(folder, conversation, call, (change, end = null) =>
            changed(change, call, { conversation: conversation.id, end }),
          ),
        ),
      ])
    }
    /** A session that is not found is followed as before: it may be on its way to another name. */
    const find = async (): Promise<void> => {
      const found = await findConversation(name)()
      if (E.isRight(found)) follow(found.right)
    }
    const look = (): void => detach('search for a conversation', find)
    const lookAt = (session: SessionId): void => {
      if (directory.nameOf(session) === name) look()
    }
    const stopsLooking = [agentSessions.watch(lookAt), host.watchScreens(lookAt), clock.every(FIND_EVERY_MS, look)]
    look()
    return () => {
      isStopped = true
      for (const stop of stopsLooking) stop()
      stopAll()
    }
  }
}
