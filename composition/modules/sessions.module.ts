import { ContainerModule } from 'inversify'
import { makeReadSessionList } from '../../application/overview/read-session-list.js'
import { makeAdoptSession } from '../../application/sessions/adopt-session.js'
import { makeAuditedTokens } from '../../application/sessions/audited-tokens.js'
import { makeBootSessions } from '../../application/sessions/boot-sessions.js'
import { makeCreateSession } from '../../application/sessions/create-session.js'
import { makeEndSession } from '../../application/sessions/end-session.js'
import { makeFollowHost } from '../../application/sessions/follow-host.js'
import { makeForgetSession } from '../../application/sessions/forget-session.js'
import { makeKeepClipboard } from '../../application/sessions/keep-clipboard.js'
import { makeListRecentDirectories } from '../../application/sessions/list-recent-directories.js'
import { makeListSessions } from '../../application/sessions/list-sessions.js'
import { makeLocateSession } from '../../application/sessions/locate-session.js'
import { makeMarkSession } from '../../application/sessions/mark-session.js'
import { makeReadScreens } from '../../application/sessions/read-screens.js'
import { makeReadScrollback } from '../../application/sessions/read-scrollback.js'
import { makeRenameSession } from '../../application/sessions/rename-session.js'
import { makeRestoreSession } from '../../application/sessions/restore-session.js'
import { makeReviveAfterCrash } from '../../application/sessions/revive-after-crash.js'
import { makeReviveAll } from '../../application/sessions/revive-all.js'
import { makeReviveSession } from '../../application/sessions/revive-session.js'
import { makeStartSession } from '../../application/sessions/start-session.js'
import { makeTakeHeartbeat } from '../../application/sessions/take-heartbeat.js'
import { makeKeyedLock } from '../../application/shared/keyed-lock.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, log, audit, withLock, prefix, folders, startSession, takeHeartbeat } = T
const [host, record, tokens] = [T.sessionHost, T.sessionRecord, T.auditedTokens]

export const sessionsModule = new ContainerModule((options) => {
  provide(options, withLock, makeKeyedLock, {})
  provide(options, T.readSessionList, makeReadSessionList, {
    listSessions: T.listSessions,
    readSessionWork: T.readSessionWork,
    observeAgents: T.observeAgents,
    repoSummaries: T.repoSummaries,
    contextEstimates: T.contextEstimates,
    findUngatedSessions: T.findUngatedSessions,
  })
  provide(options, tokens, makeAuditedTokens, { tokens: T.sessionTokens, audit, log })
  provide(options, startSession, makeStartSession, {
    host,
    tokens,
    settings: T.settingsStore,
    hubUrl: T.hubUrl,
    lastSize: T.lastSize,
    guardStart: T.guardStart,
  })
  provide(options, takeHeartbeat, makeTakeHeartbeat, { host, record, clock, withLock })
  provide(options, T.createSession, makeCreateSession, {
    startSession,
    takeHeartbeat,
    folders,
    audit,
    log,
    withLock,
    prefix,
    defaultDirectory: T.defaultDirectory,
  })
  provide(options, T.endSession, makeEndSession, { host, record, tokens, takeHeartbeat, audit, withLock })
  provide(options, T.renameSession, makeRenameSession, {
    host,
    record,
    tokens,
    takeHeartbeat,
    audit,
    withLock,
    prefix,
  })
  provide(options, T.adoptSession, makeAdoptSession, { host, takeHeartbeat, audit, withLock })
  provide(options, T.restoreSession, makeRestoreSession, {
    startSession,
    record,
    takeHeartbeat,
    folders,
    audit,
    withLock,
  })
  provide(options, T.markSession, makeMarkSession, { record })
  provide(options, T.forgetSession, makeForgetSession, { record, withLock })
  provide(options, T.listSessions, makeListSessions, { host, record, prefix })
  provide(options, T.locateSession, makeLocateSession, { host, record })
  provide(options, T.readScrollback, makeReadScrollback, { host })
  provide(options, T.readScreens, makeReadScreens, { host })
  provide(options, T.listRecentDirectories, makeListRecentDirectories, {
    record,
    sources: T.directorySources,
    folders,
    clock,
  })
  provide(options, T.reviveSession, makeReviveSession, { restoreSession: T.restoreSession, record, log })
  provide(options, T.reviveAll, makeReviveAll, { reviveSession: T.reviveSession, clock })
  provide(options, T.reviveAfterCrash, makeReviveAfterCrash, {
    host,
    record,
    settings: T.settingsStore,
    reviveAll: T.reviveAll,
    clock,
    log,
  })
  provide(options, T.bootSessions, makeBootSessions, {
    host,
    record,
    tokens,
    settings: T.settingsStore,
    reviveAll: T.reviveAll,
    takeHeartbeat,
    clock,
    prefix,
  })
  provide(options, T.keepClipboard, makeKeepClipboard, {
    host,
    record,
    withLock,
    log,
    prefix,
    passesClipboard: T.passesClipboard,
  })
  provide(options, T.followHost, makeFollowHost, { host, record, tokens, feed: T.feed, withLock, clock, log })
})
