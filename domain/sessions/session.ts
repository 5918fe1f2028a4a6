import type { Instant } from '../shared/instant.js'

/** A live session as its host tells it. */
export interface Session {
  /** The host's own identifier, never used twice while the host runs: tmux's `$3`. */
  readonly id: string
  /** Any name the host allows; sessions made by hand need not fit the grammar of `SessionName`. */
  readonly name: string
  /** Whole seconds. */
  readonly createdAt: Instant
  readonly windows: number
  /** Viewers right now, a person's own terminals included; the hub's control connection is never one. */
  readonly viewers: number
  /** Folder of the active pane's foreground program; `null` when the host does not know. */
  readonly path: string | null
  /** Program in the foreground of the active pane: `zsh`, `claude`. */
  readonly foreground: string | null
  /** What the first pane was started with; `null` for the person's plain shell. */
  readonly startCommand: string | null
  /** Where the first pane was started; `null` when the host does not know. */
  readonly startDirectory: string | null
}

/** One run of the session host. Another value means that the old one, and every session in it, is gone. */
export interface HostRun {
  readonly pid: number
  /** Whole seconds. */
  readonly startedAt: Instant
}

export const isSameRun = (one: HostRun, other: HostRun): boolean =>
  one.pid === other.pid && one.startedAt === other.startedAt

export type HostEvent =
  | { readonly _tag: 'SessionStarted'; readonly name: string }
  /** `with` says what went: this session alone, the whole host on request, or the whole host by a crash or a kill. */
  | { readonly _tag: 'SessionEnded'; readonly name: string; readonly with: 'session' | 'host' | 'crash' }
  | { readonly _tag: 'SessionRenamed'; readonly from: string; readonly to: string }
  | { readonly _tag: 'SessionAttached'; readonly name: string; readonly attached: boolean }
