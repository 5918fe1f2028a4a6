import type { AgentSessions } from '../application/attention/agent-sessions.js'
import type { ContextEstimates } from '../application/usage/context-estimates.js'
import type { FindOwners, ReadOwners } from '../application/usage/find-owners.js'
import type { FollowUsage } from '../application/usage/follow-usage.js'
import type { OwnPricesFile } from '../application/usage/own-prices.port.js'
import type { PricesInForce } from '../application/usage/prices-in-force.js'
import type { ReadUsage } from '../application/usage/read-usage.js'
import type { TranscriptContext } from '../application/usage/transcript-context.port.js'
import type { UsageLogs } from '../application/usage/usage-logs.port.js'
import { token } from './token.js'

/** What of usage and prices can be bound. */
export const USAGE_TOKENS = {
  transcriptContext: token<TranscriptContext>('transcriptContext'),
  usageLogs: token<UsageLogs>('usageLogs'),
  ownPrices: token<OwnPricesFile>('ownPrices'),

  agentSessions: token<AgentSessions>('agentSessions'),
  contextEstimates: token<ContextEstimates>('contextEstimates'),
  findOwners: token<FindOwners>('findOwners'),
  readOwners: token<ReadOwners>('readOwners'),
  followUsage: token<FollowUsage>('followUsage'),
  pricesInForce: token<PricesInForce>('pricesInForce'),
  readUsage: token<ReadUsage>('readUsage'),
}
