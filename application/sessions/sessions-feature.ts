import type { Job } from '../shared/job.js'
import { makeAdoptRenamed, type AdoptRenamed } from './adopt-renamed.js'
import { makeAdoptSession, type AdoptSession } from './adopt-session.js'
import { makeAuditedTokens } from './audited-tokens.js'
import { makeBootSessions, makeNoteNames, type BootSessions, type NoteNames } from './boot-sessions.js'
import { makeCreateSession, type CreateSession } from './create-session.js'
import { makeEndIdleServers } from './end-idle-servers.js'
import { makeEndSession, type EndSession } from './end-session.js'
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
import { makeAnswerWhenRunning, type AnswerWhenRunning } from './answer-when-running.js'
import { makeStartRecorded, type StartRecorded } from './start-recorded.js'
import { makeStartSession } from './start-session.js'
import { makeHeartbeat, makeUpdateSessionRecords, type UpdateSessionRecords } from './update-session-records.js'
import { makeWithSession, type WithSession } from './with-session.js'
import type { SessionsPorts } from './ports.js'

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

export function makeSessions(deps: SessionsPorts): SessionsFeature {
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
