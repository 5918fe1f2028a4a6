import type * as T from 'fp-ts/lib/Task.js'
import type { PublishSessions } from '../../../application/overview/publish-sessions.js'
import type { ReadScreens, Screen } from '../../../application/sessions/read-screens.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import type { PacedAccount } from '../../../application/usage/read-limits.js'
import { detach } from '../../../infrastructure/guard/guard.js'
import { limitsFrame, screensFrame, sessionListFrame, type WatchFrame } from './notifications.codec.js'

const PART = 'lists of a client'
const SCREENS_EVERY_MS = 2_000
const LIMITS_EVERY_MS = 60_000

/** Lists of one client. */
export interface ClientLists {
  /** Sends the screens of these sessions, now and whenever they change. Replaces the last call. */
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
  /** `null` while limits cannot be read. */
  readonly readAccounts: T.Task<ReadonlyArray<PacedAccount> | null>
  readonly clock: Clock
}

const contentOf = ({ lines, styled }: Screen): string => JSON.stringify(styled ?? lines)

export function makeLiveLists({ publishSessions, readScreens, readAccounts, clock }: LiveListsDeps): LiveLists {
  return {
    revision: publishSessions.revision,
    open: (send) => {
      let watched: WatchFrame | null = null
      let shown: ReadonlyMap<string, string> = new Map()

      const sendScreens = async (): Promise<void> => {
        const asked = watched
        if (asked === null || asked.names.length === 0) return
        const screens = await readScreens(asked.names, asked.lines, asked.styled === true ? 'styled' : 'plain')()
        if (asked !== watched) return
        const changed = screens.filter((screen) => shown.get(screen.name) !== contentOf(screen))
        shown = new Map(screens.map((screen) => [screen.name, contentOf(screen)]))
        if (changed.length > 0) send(screensFrame(changed))
      }
      const sendLimits = async (): Promise<void> => {
        const accounts = await readAccounts()
        if (accounts !== null) send(limitsFrame(accounts))
      }
      const stops = [
        publishSessions.subscribe((change) => send(sessionListFrame(change))),
        clock.every(SCREENS_EVERY_MS, () => detach(PART, sendScreens)),
        clock.every(LIMITS_EVERY_MS, () => detach(PART, sendLimits)),
      ]
      return {
        watch: (watch) => {
          watched = watch
          shown = new Map([...shown].filter(([name]) => watch.names.includes(name)))
          detach(PART, sendScreens)
        },
        close: () => {
          watched = null
          for (const stop of stops) stop()
        },
      }
    },
  }
}
