import type { Instant } from '../shared/instant.js'
import type { SessionId } from './session-id.js'

/** Live session as reported by its host. */
export interface Session {
  /** Id of the session, the same after a rename. */
  readonly id: SessionId
  /** Id assigned by the host, unique within its run: tmux's `$3`. */
  readonly hostId: string
  /** Any name that the host allows; sessions created by hand need not fit the grammar of `SessionName`. */
  readonly name: string
  /** Whole seconds. */
  readonly createdAt: Instant
  readonly windows: number
  /** Number of attached viewers, including terminals; without the hub's control connection. */
  readonly viewers: number
  /** Folder of the active pane's foreground program; `null` when the host does not report it. */
  readonly path: string | null
  /** Program in the foreground of the active pane: `zsh`, `claude`. */
  readonly foreground: string | null
  /** Start command of the first pane; `null` for the plain shell. */
  readonly startCommand: string | null
  /** Start folder of the first pane; `null` when the host does not report it. */
  readonly startDirectory: string | null
}

/** Run of the session host. Another value means that the former one and all its sessions have ended. */
export interface HostRun {
  /** Process id of the host. */
  readonly pid: number
  /** Whole seconds. */
  readonly startedAt: Instant
}

export const isSameRun = (one: HostRun, other: HostRun): boolean =>
  one.pid === other.pid && one.startedAt === other.startedAt

/** Change of the sessions of a host. */
export type HostEvent =
  | { readonly _tag: 'SessionStarted'; readonly id: SessionId; readonly name: string }
  /**
   * `with` is the extent of the end: the session alone, the whole host on request, or the whole host by a crash or a
   * kill.
   */
  | {
      readonly _tag: 'SessionEnded'
      readonly id: SessionId
      readonly name: string
      readonly with: 'session' | 'host' | 'crash'
    }
  | { readonly _tag: 'SessionRenamed'; readonly id: SessionId; readonly from: string; readonly to: string }
  | { readonly _tag: 'SessionAttached'; readonly id: SessionId; readonly name: string; readonly attached: boolean }
