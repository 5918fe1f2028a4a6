import type {
  BackgroundAgentNotFound,
  BackgroundAgentRemains,
  InvalidBackgroundAgentId,
} from '../../../../domain/background-agents/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

export type BackgroundAgentError = BackgroundAgentNotFound | BackgroundAgentRemains | InvalidBackgroundAgentId

export const BACKGROUND_AGENT_ROWS = {
  BackgroundAgentNotFound: { status: 404, text: 'No background agent with this id is running' },
  BackgroundAgentRemains: {
    status: 409,
    text: 'The agent was stopped, but processes of it are still running',
    more: ({ processes }) => ({ detail: processes.join(', ') }),
  },
  InvalidBackgroundAgentId: { status: 400, text: 'Invalid id of a background agent' },
} satisfies ErrorRows<BackgroundAgentError>
