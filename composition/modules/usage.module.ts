import { ContainerModule } from 'inversify'
import { makeAgentSessions } from '../../application/attention/agent-sessions.js'
import { makeContextEstimates } from '../../application/usage/context-estimates.js'
import { makeFindOwners, makeReadOwners } from '../../application/usage/find-owners.js'
import { makeFollowUsage } from '../../application/usage/follow-usage.js'
import { makePricesInForce } from '../../application/usage/prices-in-force.js'
import { makeReadUsage } from '../../application/usage/read-usage.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, feed, log, projectStore, cardStore, agentSessions, findOwners, readOwners, pricesInForce } = T
const [record, logs] = [T.sessionRecord, T.usageLogs]

export const usageModule = new ContainerModule((options) => {
  provide(options, agentSessions, makeAgentSessions, { feed })
  provide(options, T.contextEstimates, makeContextEstimates, { transcripts: T.transcriptContext, clock })
  provide(options, readOwners, makeReadOwners, { projectStore, cardStore, record, agentSessions })
  provide(options, findOwners, makeFindOwners, { readOwners })
  provide(options, pricesInForce, makePricesInForce, { ownPrices: T.ownPrices, log })
  provide(options, T.readUsage, makeReadUsage, { logs, readOwners, pricesInForce, clock })
  provide(options, T.followUsage, makeFollowUsage, { logs, feed, clock })
})
