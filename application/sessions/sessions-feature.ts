import type { AgentClis } from '../agents/agent-cli.port.js'
import type { SettingsStore } from '../settings/settings-store.port.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { Job } from '../shared/job.js'
import type { WithLock } from '../shared/keyed-lock.js'
import type { Log } from '../shared/log.port.js'
import { makeAdoptRenamed, type AdoptRenamed } from './adopt-renamed.js'
import { makeAdoptSession, type AdoptSession } from './adopt-session.js'
import type { AgentServers } from './agent-servers.port.js'
import { makeAuditedTokens } from './audited-tokens.js'
import { makeBootSessions, makeNoteNames, type BootSessions, type NoteNames } from './boot-sessions.js'
import { makeCreateSession, type CreateSession } from './create-session.js'
import type { DirectorySource } from './directory-source.port.js'
import { makeEndIdleServers } from './end-idle-servers.js'
import { makeEndSession, type EndSession } from './end-session.js'
import type { Folders } from './folders.port.js'
import { makeFindSession, type FindSession } from './find-session.js'
import { makeFadedSessions, type FadedSessions } from './faded-sessions.js'
import { makeFollowHost } from './follow-host.js'
import { makeForgetSession, type ForgetSession } from './forget-session.js'
import { makeKeepClipboard } from './keep-clipboard.js'
import { makeListRecentDirectories, type ListRecentDirectories } from './list-recent-directories.js'
import { makeListSessions, type ListSessions } from './list-sessions.js'
import { makeLocateSession, type LocateSession } from './locate-session.js'
import { makeMarkSession, type MarkSession } from './mark-session.js'
import { makeNoteConversation, type NoteConversation } from './note-conversation.js'
import { makeReadLiveSessions } from './read-live-sessions.js'
import { makeReadScreens, type ReadScreens } from './read-screens.js'
import { makeReadScrollback, type ReadScrollback } from './read-scrollback.js'
import { makeListeners } from '../shared/listeners.js'
import { makeRememberStarted } from './remember-started.js'
import { makeRenameSession, type RenameSession } from './rename-session.js'
import { makeRestoreSession, type RestoreSession } from './restore-session.js'
import { makeReviveAfterCrash } from './revive-after-crash.js'
import { makeReviveAll } from './revive-all.js'
import { makeReviveSession } from './revive-session.js'
import type { SessionDirectory } from './session-directory.js'
import type { SessionHost } from './session-host.port.js'
import type { SessionRecordStore } from '../shared/state-store.port.js'
import type { SessionTokens } from './session-tokens.port.js'
import { makeAnswerWhenRunning, type AnswerWhenRunning } from './answer-when-running.js'
import { makeStartRecorded, type StartRecorded } from './start-recorded.js'
import { makeStartSession, type StartSessionDeps } from './start-session.js'
import { makeHeartbeat, makeUpdateSessionRecords, type UpdateSessionRecords } from './update-session-records.js'
import { makeWithSession, type WithSession } from './with-session.js'

/** Sessions of the host: start, end, records, revival. */
export interface SessionsFeature {
  readonly listSessions: ListSessions
  readonly locateSession: LocateSession
  readonly startRecorded: StartRecorded
  readonly answerWhenRunning: AnswerWhenRunning
  readonly createSession: CreateSession
  readonly endSession: EndSession
  readonly renameSession: RenameSession
  readonly adoptSession: AdoptSession
  readonly adoptRenamed: AdoptRenamed
  readonly restoreSession: RestoreSession
  readonly markSession: MarkSession
  readonly forgetSession: ForgetSession
  readonly noteConversation: NoteConversation
  readonly readScrollback: ReadScrollback
  readonly readScreens: ReadScreens
  readonly listRecentDirectories: ListRecentDirectories
  readonly fadedSessions: FadedSessions
  readonly noteNames: NoteNames
  readonly bootSessions: BootSessions
  /** Calls back when the record of a session that the hub has started is stored. Returns an unsubscribe function. */
  readonly watchRemembered: (listener: () => void) => () => void
  readonly updateSessionRecords: UpdateSessionRecords
  readonly withSession: WithSession
  readonly findSession: FindSession
  readonly jobs: ReadonlyArray<Job>
}

export interface SessionsDeps extends Pick<StartSessionDeps, 'hubUrl' | 'ownProgram'> {
  readonly agents: AgentClis
  readonly host: SessionHost
  readonly agentServers: AgentServers
  readonly record: SessionRecordStore
  readonly sessionTokens: SessionTokens
  readonly directory: SessionDirectory
  readonly secrets: StartSessionDeps['secrets']
  readonly settings: SettingsStore
  readonly folders: Folders
  /** Programs that list folders of their own. */
  readonly sources: ReadonlyArray<DirectorySource>
  readonly terminal: Pick<StartSessionDeps, 'lastSize'>
  readonly hooks: Pick<StartSessionDeps, 'guardStart'>
  readonly approvals: Pick<StartSessionDeps, 'endFormerRun'>
  readonly feed: Feed
  readonly audit: AuditLog
  readonly clock: Clock
  readonly log: Log
  readonly withLock: WithLock
  readonly prefix: string
  readonly defaultDirectory: string
  /** True when programs in sessions may write the clipboard of their viewers. */
  readonly passesClipboard: boolean
}

export function makeSessions(deps: SessionsDeps): SessionsFeature {
  const tokens = makeAuditedTokens({ ...deps, tokens: deps.sessionTokens })
  const startSession = makeStartSession({ ...deps, ...deps.terminal, ...deps.hooks, ...deps.approvals, tokens })
  const readLiveSessions = makeReadLiveSessions({ ...deps, ...deps.approvals })
  const updateSessionRecords = makeUpdateSessionRecords({ ...deps, readLiveSessions })
  const findSession = makeFindSession(deps)
  const withSession = makeWithSession({ ...deps, findSession })
  const remembered = makeListeners<undefined>('sessions that were started')
  const rememberStarted = makeRememberStarted({
    ...deps,
    updateSessionRecords,
    remembered: () => {
      remembered.tell(undefined)
    },
  })
  const startRecorded = makeStartRecorded({ ...deps, startSession, rememberStarted, updateSessionRecords })
  const shared = { ...deps, tokens, startSession, startRecorded, readLiveSessions, updateSessionRecords, withSession }
  const adoptSession = makeAdoptSession(shared)
  const restoreSession = makeRestoreSession(shared)
  const reviveAll = makeReviveAll({ ...deps, reviveSession: makeReviveSession({ ...deps, restoreSession }) })
  return {
    listSessions: makeListSessions(deps),
    locateSession: makeLocateSession(deps),
    startRecorded,
    answerWhenRunning: makeAnswerWhenRunning(deps),
    createSession: makeCreateSession(shared),
    endSession: makeEndSession(shared),
    renameSession: makeRenameSession(shared),
    adoptSession,
    adoptRenamed: makeAdoptRenamed({ ...deps, adoptSession }),
    restoreSession,
    markSession: makeMarkSession(deps),
    forgetSession: makeForgetSession(shared),
    noteConversation: makeNoteConversation(deps),
    readScrollback: makeReadScrollback(deps),
    readScreens: makeReadScreens(deps),
    listRecentDirectories: makeListRecentDirectories(deps),
    fadedSessions: makeFadedSessions(shared),
    noteNames: makeNoteNames(deps),
    bootSessions: makeBootSessions({ ...shared, reviveAll }),
    watchRemembered: remembered.add,
    updateSessionRecords,
    withSession,
    findSession,
    jobs: [
      makeKeepClipboard(deps),
      makeEndIdleServers(deps),
      makeReviveAfterCrash({ ...deps, reviveAll }),
      makeHeartbeat(shared),
      makeFollowHost(shared),
    ],
  }
}
