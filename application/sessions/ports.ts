import type { TerminalSize } from '../../domain/terminal/terminal-size.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { SettingsStore } from '../settings/settings-store.port.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { WithLock } from '../shared/keyed-lock.js'
import type { Log } from '../shared/log.port.js'
import type { SessionRecordStore } from '../shared/state-store.port.js'
import type { AdoptSession } from './adopt-session.js'
import type { AgentServers } from './agent-servers.port.js'
import type { DirectorySource } from './directory-source.port.js'
import type { FindSession, WithSession } from './find-session.js'
import type { Folders } from './folders.port.js'
import type { ReadLiveSessions } from './list-sessions.js'
import type { RememberStarted, UpdateSessionRecords } from './session-records.js'
import type { RestoreSession } from './restore-session.js'
import type { ReviveAll, ReviveSession } from './revive-sessions.js'
import type { SessionDirectory } from './session-directory.js'
import type { SessionHost } from './session-host.port.js'
import type { SessionTokens } from './session-tokens.port.js'
import type { StartRecorded } from './create-session.js'
import type { EndFormerRun, GuardStart, StartSession } from './start-session.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface SessionsPorts {
  readonly agents: AgentClis
  readonly host: SessionHost
  readonly agentServers: AgentServers
  readonly record: SessionRecordStore
  readonly sessionTokens: SessionTokens
  readonly directory: SessionDirectory
  readonly secrets: { readonly newId: () => string }
  readonly settings: SettingsStore
  readonly folders: Folders
  /** Programs that list folders of their own. */
  readonly sources: ReadonlyArray<DirectorySource>
  /** Size of the last terminal that a viewer opened. */
  readonly terminal: { readonly lastSize: { readonly read: () => TerminalSize } }
  readonly hooks: { readonly guardStart: GuardStart }
  readonly approvals: { readonly endFormerRun: EndFormerRun }
  readonly feed: Feed
  readonly audit: AuditLog
  readonly clock: Clock
  readonly log: Log
  readonly withLock: WithLock
  readonly prefix: string
  readonly defaultDirectory: string
  /** True when programs in sessions may write the clipboard of their viewers. */
  readonly passesClipboard: boolean
  /** URL of the hub for programs on this machine: `http://127.0.0.1:3333`. */
  readonly hubUrl: string
  /** Words that start the program of this hub; `null` for a hub in another program. */
  readonly ownProgram: ReadonlyArray<string> | null
}

/** The same with the use cases of other features and the steps that use cases share. */
export type SessionsSteps = SessionsPorts &
  SessionsPorts['terminal'] &
  SessionsPorts['hooks'] &
  SessionsPorts['approvals'] & {
    readonly tokens: SessionTokens
    readonly readLiveSessions: ReadLiveSessions
    readonly findSession: FindSession
    readonly updateSessionRecords: UpdateSessionRecords
    readonly withSession: WithSession
    readonly adoptSession: AdoptSession
    readonly startSession: StartSession
    readonly restoreSession: RestoreSession
    readonly reviveSession: ReviveSession
    readonly reviveAll: ReviveAll
    /** Called when a record is stored. */
    readonly remembered: () => void
    readonly rememberStarted: RememberStarted
    readonly startRecorded: StartRecorded
  }
