import type { Job } from '../shared/job.js'
import { makeAdoptRenamed, makeAdoptSession, type AdoptRenamed, type AdoptSession } from './adopt-session.js'
import { makeAuditedTokens, makeEndIdleServers, makeEndSession, type EndSession } from './end-session.js'
import {
  makeBootSessions,
  makeNoteNames,
  makeReviveAfterCrash,
  makeReviveAll,
  makeReviveSession,
  type BootSessions,
  type NoteNames,
} from './revive-sessions.js'
import {
  makeCreateSession,
  makeAnswerWhenRunning,
  makeStartRecorded,
  type CreateSession,
  type AnswerWhenRunning,
  type StartRecorded,
} from './create-session.js'
import {
  makeFindSession,
  makeLocateSession,
  makeWithSession,
  type FindSession,
  type LocateSession,
  type WithSession,
} from './find-session.js'
import {
  makeFadedSessions,
  makeListRecentDirectories,
  makeListSessions,
  makeReadLiveSessions,
  type FadedSessions,
  type ListRecentDirectories,
  type ListSessions,
} from './list-sessions.js'
import { makeFollowHost } from './follow-host.js'
import {
  makeForgetSession,
  makeMarkSession,
  makeNoteConversation,
  makeRememberStarted,
  makeHeartbeat,
  makeUpdateSessionRecords,
  type ForgetSession,
  type MarkSession,
  type NoteConversation,
  type UpdateSessionRecords,
} from './session-records.js'
import { makeKeepClipboard } from './keep-clipboard.js'
import { makeReadScreens, type ReadScreens } from './read-screens.js'
import { makeReadScrollback, type ReadScrollback } from './read-scrollback.js'
import { makeListeners } from '../shared/listeners.js'
import { makeRenameSession, type RenameSession } from './rename-session.js'
import { makeRestoreSession, type RestoreSession } from './restore-session.js'
import { makeStartSession } from './start-session.js'
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
