import { ContainerModule } from 'inversify'
import { makeReadCosts } from '../../application/usage/read-costs.js'
import { makeReadLimits } from '../../application/usage/read-limits.js'
import { makeResumeSessions } from '../../application/usage/resume-sessions.js'
import { makeStatusLineLimits } from '../../application/usage/status-line-limits.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, log, statusLines } = T

export const limitsModule = new ContainerModule((options) => {
  provide(options, T.statusLineLimits, makeStatusLineLimits, { statusLines, clock })
  provide(options, T.readLimits, makeReadLimits, {
    sources: T.limitSources,
    statusLine: T.statusLineLimits,
    history: T.limitHistory,
    clock,
    log,
  })
  provide(options, T.resumeSessions, makeResumeSessions, {
    store: T.resumeStore,
    host: T.sessionHost,
    readLimits: T.readLimits,
    feed: T.feed,
    audit: T.audit,
    clock,
    log,
    timeZone: T.timeZone,
  })
  provide(options, T.readCosts, makeReadCosts, { statusLines, clock })
})
