import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { AttentionPorts } from './ports.js'

/** Last report of a browser tab. */
export interface PresenceReport {
  /** A browser profile or an installed app; its tabs share it. */
  readonly deviceId: string
  /** Name of the session whose terminal the tab shows. */
  readonly session: string | null
  readonly visible: boolean
}

/**
 * Sessions that are visible on devices. Stored for each socket, not for each device: a device shows a session while any
 * of its tabs does, and closing one tab leaves the others unchanged.
 */
export interface Presence {
  /** `socket` is any object that stands for the connection; its last report counts. */
  readonly report: (socket: object, report: PresenceReport) => void
  readonly forget: (socket: object) => void
  /** True when a visible tab of this device shows this session. */
  readonly isWatchedOn: (deviceId: string, session: SessionId) => boolean
  /**
   * True when a tab is visible or was so within the last 60 s. With a longer time, in milliseconds, devices count that have left
   * since.
   */
  readonly isPersonPresent: (withinMs?: number) => boolean
  /** The last report of every open tab, and when it came. */
  readonly all: () => ReadonlyArray<PresenceReport & { readonly at: Instant }>
}

/** Age at which a report expires. Clients report every 20 s, so three reports were missed. */
export const PRESENCE_STALE_MS = 60_000

interface Entry extends Omit<PresenceReport, 'session'> {
  readonly session: SessionId | null
  readonly at: Instant
  /** When it last reported that it is visible; `null` for never. */
  readonly seenAt: Instant | null
}

export function makePresence({ directory, clock }: Pick<AttentionPorts, 'directory' | 'clock'>): Presence {
  const entries = new Map<object, Entry>()
  /** When any tab last reported that it is visible, by the monotonic clock. */
  let lastSeenAt = -Infinity

  function visible(): ReadonlyArray<Entry> {
    const now = clock.now()
    return [...entries.values()].filter((entry) => entry.visible && now - entry.at <= PRESENCE_STALE_MS)
  }

  return {
    report: (socket, report) => {
      const now = clock.now()
      if (report.visible) lastSeenAt = clock.monotonic()
      const seenAt = report.visible ? now : (entries.get(socket)?.seenAt ?? null)
      const session = report.session === null ? null : directory.idOf(report.session)
      entries.set(socket, { ...report, session, at: now, seenAt })
    },
    forget: (socket) => void entries.delete(socket),
    isWatchedOn: (deviceId, session) =>
      visible().some((entry) => entry.deviceId === deviceId && entry.session === session),
    all: () =>
      [...entries.values()].map((entry) => ({
        ...entry,
        session: entry.session === null ? null : directory.nameOf(entry.session),
      })),
    isPersonPresent: (withinMs) => {
      if (withinMs !== undefined) return clock.monotonic() - lastSeenAt <= withinMs
      const now = clock.now()
      return [...entries.values()].some(({ seenAt }) => seenAt !== null && now - seenAt <= PRESENCE_STALE_MS)
    },
  }
}
