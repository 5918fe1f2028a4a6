import { isDeepStrictEqual } from 'node:util'
import type * as T from 'fp-ts/lib/Task.js'
import type { FollowConversation } from '../../../application/conversations/follow-conversation.js'
import type { PublishSessions } from '../../../application/overview/publish-sessions.js'
import type { ReadWatchedParts, WatchedPart } from '../../../application/overview/read-watched-parts.js'
import type { ReadScreens, Screen } from '../../../application/sessions/read-screens.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import type { PacedAccount } from '../../../application/usage/read-limits.js'
import { detach } from '../../../infrastructure/guard/guard.js'
import {
  changedFrame,
  conversationFrame,
  limitsFrame,
  screensFrame,
  sessionListFrame,
  type WatchFrame,
} from './notifications.codec.js'

const PART = 'lists of a client'
const SCREENS_EVERY_MS = 2_000
const PARTS_EVERY_MS = 2_000
const LIMITS_EVERY_MS = 60_000

/** Lists of one client. */
export interface ClientLists {
  /** Sends the screens of these sessions, now and whenever they change, and reports changes of parts and of a conversation. Replaces the last call. */
  readonly watch: (watch: WatchFrame) => void
  readonly close: () => void
}

/** Changes of the session list, of watched screens and of limits, for clients that hold them. */
export interface LiveLists {
  /** Revision of the session list. */
  readonly revision: () => number
  readonly open: (send: (frame: string) => void) => ClientLists
}

export interface LiveListsDeps {
  readonly publishSessions: PublishSessions
  readonly readScreens: ReadScreens
  readonly readParts: ReadWatchedParts
  readonly followConversation: FollowConversation
  /** `null` while limits cannot be read. */
  readonly readAccounts: T.Task<ReadonlyArray<PacedAccount> | null>
  readonly clock: Clock
}

/** Content of parts that a client does not read before their first change. */
const AT_FIRST: Readonly<Partial<Record<WatchedPart, string>>> = {
  'background-agents': '',
  recordings: '',
  updates: '',
}

const contentOf = ({ lines, styled }: Screen): string => JSON.stringify(styled ?? lines)

export function makeLiveLists({
  publishSessions,
  readScreens,
  readParts,
  followConversation,
  readAccounts,
  clock,
}: LiveListsDeps): LiveLists {
  return {
    revision: publishSessions.revision,
    open: (send) => {
      let watched: WatchFrame | null = null
      let shown: ReadonlyMap<string, string> = new Map()
      const parts = new Map<WatchedPart, string>()
      let unfollow: (() => void) | null = null

      const sendScreens = async (): Promise<void> => {
        const asked = watched
        if (asked === null || asked.names.length === 0) return
        const screens = await readScreens(asked.names, asked.lines, asked.styled === true ? 'styled' : 'plain')()
        if (asked !== watched) return
        const changed = screens.filter((screen) => shown.get(screen.name) !== contentOf(screen))
        shown = new Map(screens.map((screen) => [screen.name, contentOf(screen)]))
        if (changed.length > 0) send(screensFrame(changed))
      }
      /** The first reading of a part begins the comparison, so that what changes after the client's own read is reported. */
      const sendPart = async (part: WatchedPart): Promise<void> => {
        const content = await readParts[part]()
        if (watched?.parts?.includes(part) !== true) return
        const before = parts.get(part) ?? AT_FIRST[part]
        parts.set(part, content)
        if (before !== undefined && before !== content) send(changedFrame(part))
      }
      const sendParts = (): void => {
        for (const part of watched?.parts ?? []) detach(PART, sendPart(part))
      }
      const sendLimits = async (): Promise<void> => {
        const accounts = await readAccounts()
        if (accounts !== null) send(limitsFrame(accounts))
      }
      const follow = ({ conversation: name, calls = [] }: WatchFrame): void => {
        if (watched?.conversation === name && isDeepStrictEqual(watched?.calls ?? [], calls)) return
        unfollow?.()
        unfollow =
          name === undefined
            ? null
            : followConversation(name, calls, (change, call, written) =>
                send(conversationFrame({ name, change, call: call ?? undefined, ...written })),
              )
      }
      const stops = [
        publishSessions.subscribe((change) => send(sessionListFrame(change))),
        clock.every(SCREENS_EVERY_MS, () => detach(PART, sendScreens)),
        clock.every(PARTS_EVERY_MS, () => sendParts()),
        clock.every(LIMITS_EVERY_MS, () => detach(PART, sendLimits)),
      ]
      return {
        watch: (watch) => {
          follow(watch)
          watched = watch
          shown = new Map([...shown].filter(([name]) => watch.names.includes(name)))
          for (const part of parts.keys()) if (watch.parts?.includes(part) !== true) parts.delete(part)
          detach(PART, sendScreens)
          sendParts()
        },
        close: () => {
          unfollow?.()
          watched = null
          for (const stop of stops) stop()
        },
      }
    },
  }
}
