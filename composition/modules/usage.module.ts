import { ContainerModule } from 'inversify'
import { makeUsage, type UsageFeature } from '../../application/usage/usage-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { attention, ownPrices, limitSources, limitHistory, resumeStore, budgetStore, projectStore, cardStore } = T
const { feed, audit, clock, log, timeZone, usage } = T

export const usageModule = new ContainerModule((options) => {
  provide(options, usage, makeUsage, {
    attention,
    logs: T.usageLogs,
    ownPrices,
    transcripts: T.transcriptContext,
    limitSources,
    limitHistory,
    resumeStore,
    budgetStore,
    projectStore,
    cardStore,
    host: T.sessionHost,
    record: T.sessionRecord,
    feed,
    audit,
    clock,
    log,
    timeZone,
  })
  provide(options, T.contextEstimates, (use: { usage: UsageFeature }) => use.usage.contextEstimates, { usage })
})
