import type { BackgroundAgentsFeature } from '../../../../application/background-agents/background-agents-feature.js'
import type { AnswerWhenRunning } from '../../../../application/sessions/create-session.js'
import { bind, bindAnswer, type Binding } from '../routing/bind.js'
import { startReply } from '../routing/prefer.js'
import * as api from './api.js'

export const backgroundAgentRoutes = (
  use: BackgroundAgentsFeature,
  answerWhenRunning: AnswerWhenRunning,
): ReadonlyArray<Binding> => [
  bind(api.listBackgroundAgents, () => use.listBackgroundAgents),
  bindAnswer(api.openBackgroundAgent, ({ params: { id }, caller, request }) =>
    startReply(request, answerWhenRunning, (running) => use.openBackgroundAgent(id, caller, running), {
      done: (body) => ({ status: 200 as const, body }),
      running: ({ name }) => name,
    }),
  ),
  bind(api.stopBackgroundAgent, ({ params: { id }, caller }) => use.stopBackgroundAgent(id, caller)),
]
