import {
  makeReadBackgroundAgents,
  makeOpenBackgroundAgent,
  makeStopBackgroundAgent,
  type ReadBackgroundAgents,
  type OpenBackgroundAgent,
  type StopBackgroundAgent,
} from './control-background-agents.js'
import type { BackgroundAgentsPorts } from './ports.js'

/** Agents that run under the supervisor of their coding CLI. */
export interface BackgroundAgentsFeature {
  readonly listBackgroundAgents: ReadBackgroundAgents['list']
  readonly openBackgroundAgent: OpenBackgroundAgent
  readonly stopBackgroundAgent: StopBackgroundAgent
}

export function makeBackgroundAgents({ sessions, ...deps }: BackgroundAgentsPorts): BackgroundAgentsFeature {
  const readBackgroundAgents = makeReadBackgroundAgents(deps)
  return {
    listBackgroundAgents: readBackgroundAgents.list,
    openBackgroundAgent: makeOpenBackgroundAgent({ ...deps, ...sessions, readBackgroundAgents }),
    stopBackgroundAgent: makeStopBackgroundAgent({ ...deps, readBackgroundAgents }),
  }
}
