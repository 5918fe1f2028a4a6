import type { BackgroundAgentsFeature } from '../../../../application/background-agents/background-agents-feature.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export const backgroundAgentRoutes = (use: BackgroundAgentsFeature): ReadonlyArray<Binding> => [
  bind(api.listBackgroundAgents, () => use.listBackgroundAgents),
  bind(api.openBackgroundAgent, ({ params: { id }, caller }) => use.openBackgroundAgent(id, caller)),
  bind(api.stopBackgroundAgent, ({ params: { id }, caller }) => use.stopBackgroundAgent(id, caller)),
]
