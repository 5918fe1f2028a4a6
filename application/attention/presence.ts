import type { Instant } from '../../domain/shared/instant.js'
import type { Clock } from '../shared/clock.port.js'

/** What one tab last said. */
export interface PresenceReport {
  /** A browser profile or an installed app; its tabs share it. */
  readonly deviceId: string
  /** The session whose terminal the tab shows. */
  readonly session: string | null
  readonly visible: boolean
}

/**
 * Who looks at what. Kept for each socket, not for each device: a device looks at a session when any of its tabs does,
 * and closing one tab says nothing about the others.
 */
export interface Presence {
  /** `socket` is any object that stands for the connection; its last report counts. */
  readonly report: (socket: object, report: PresenceReport) => void
  readonly forget: (socket: object) => void
  /** Whether this device shows this very session. */
  readonly isWatchedOn: (deviceId: string, session: string) => boolean
  /** True when a tab is visible or was so within the last 60 s. */
  readonly isPersonPresent: () => boolean
  /** The last report of every open tab, and when it came. */
  readonly all: () => ReadonlyArray<PresenceReport & { readonly at: Instant }>
}

/** Clients report every 20 s: three reports missed mean that nobody is there. */
export const PRESENCE_STALE_MS = 60_000

interface Entry extends PresenceReport {
  readonly at: Instant
  /** When it last reported that it is visible; `null` for never. */
  readonly seenAt: Instant | null
}

export function makePresence({ clock }: { readonly clock: Clock }): Presence {
  const entries = new Map<object, Entry>()

  function visible(): ReadonlyArray<Entry> {
    const now = clock.now()
    return [...entries.values()].filter((entry) => entry.visible && now - entry.at <= PRESENCE_STALE_MS)
  }

  return {
    report: (socket, report) => {
      const now = clock.now()
      const seenAt = report.visible ? now : (entries.get(socket)?.seenAt ?? null)
      entries.set(socket, { ...report, at: now, seenAt })
    },
    forget: (socket) => void entries.delete(socket),
    isWatchedOn: (deviceId, session) =>
      visible().some((entry) => entry.deviceId === deviceId && entry.session === session),
    all: () => [...entries.values()],
    isPersonPresent: () => {
      const now = clock.now()
      return [...entries.values()].some(({ seenAt }) => seenAt !== null && now - seenAt <= PRESENCE_STALE_MS)
    },
  }
}
