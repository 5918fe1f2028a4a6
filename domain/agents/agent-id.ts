import type { brand } from '../shared/brand.js'

/** Id of a coding CLI inside the hub, as `claude-code`. Adapters map spellings of the contract that differ. */
export type AgentId = string & { readonly [brand]: 'AgentId' }

export const agentId = (id: string): AgentId => id as AgentId
