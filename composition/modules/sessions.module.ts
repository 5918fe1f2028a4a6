import { ContainerModule } from 'inversify'
import { makeReadSessionList } from '../../application/overview/read-session-list.js'
import { makeSessions, type SessionsFeature } from '../../application/sessions/sessions-feature.js'
import { makeKeyedLock } from '../../application/shared/keyed-lock.js'
import { provide } from '../provide.js'
import type { Token } from '../token.js'
import { TOKENS as T } from '../tokens.js'

const { folders, feed, audit, clock, log, withLock, hubUrl, prefix, defaultDirectory, passesClipboard } = T

export const sessionsModule = new ContainerModule((options) => {
  provide(options, withLock, makeKeyedLock, {})
  provide(options, T.sessions, makeSessions, {
    host: T.sessionHost,
    record: T.sessionRecord,
    sessionTokens: T.sessionTokens,
    settings: T.settingsStore,
    folders,
    sources: T.directorySources,
    terminal: T.terminal,
    hooks: T.hooks,
    feed,
    audit,
    clock,
    log,
    withLock,
    hubUrl,
    prefix,
    defaultDirectory,
    passesClipboard,
  })
  provide(options, T.readSessionList, makeReadSessionList, {
    sessions: T.sessions,
    hooks: T.hooks,
    readSessionWork: T.readSessionWork,
    observeAgents: T.observeAgents,
    repoSummaries: T.repoSummaries,
    contextEstimates: T.contextEstimates,
  })
  const part = <Name extends keyof SessionsFeature>(name: Name, to: Token<SessionsFeature[Name]>): void => {
    provide(options, to, ({ sessions }: { sessions: SessionsFeature }) => sessions[name], { sessions: T.sessions })
  }
  part('startSession', T.startSession)
  part('endSession', T.endSession)
  part('takeHeartbeat', T.takeHeartbeat)
  part('locateSession', T.locateSession)
})
