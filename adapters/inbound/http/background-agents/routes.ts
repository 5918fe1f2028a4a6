import type { BackgroundAgentsFeature } from '../../../../application/background-agents/background-agents-feature.js'
import type { AnswerWhenRunning } from '../../../../application/sessions/create-session.js'
import type {
  BackgroundAgentNotFound,
  BackgroundAgentRemains,
  InvalidBackgroundAgentId,
} from '../../../../domain/background-agents/errors.js'
import { bind, bindAnswer, type Binding } from '../routing/bind.js'
import { startReply } from '../routing/prefer.js'
import type { ErrorRows } from '../routing/error-row.js'
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

export const BACKGROUND_AGENT_ROWS = {
  BackgroundAgentNotFound: { status: 404, text: 'No background agent with this id is running' },
  BackgroundAgentRemains: {
    status: 409,
    text: 'The agent was stopped, but processes of it are still running',
    more: ({ processes }) => ({ detail: processes.join(', ') }),
  },
  InvalidBackgroundAgentId: { status: 400, text: 'Invalid id of a background agent' },
} satisfies ErrorRows<BackgroundAgentNotFound | BackgroundAgentRemains | InvalidBackgroundAgentId>
