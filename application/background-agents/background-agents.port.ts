import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { BackgroundAgentId, BackgroundAgentsFound } from '../../domain/background-agents/background-agent.js'
import type { BackgroundAgentNotFound, BackgroundAgentRemains } from '../../domain/background-agents/errors.js'
import type { Unavailable } from '../shared/errors.js'

/** Agents that run under the supervisor of their coding CLI, outside of the session host. */
export interface BackgroundAgents {
  /**
   * Agents that run or have work to do, oldest first; none when the CLI is not installed. Entries that cannot be read are
   * counted.
   */
  readonly list: TE.TaskEither<Unavailable, BackgroundAgentsFound>
  /**
   * Ends an agent; its conversation is kept. Answers when none of the processes that the agent had is left, else with
   * `BackgroundAgentRemains`. `BackgroundAgentNotFound` for one that has ended.
   */
  readonly stop: (
    id: BackgroundAgentId,
  ) => TE.TaskEither<BackgroundAgentNotFound | BackgroundAgentRemains | Unavailable, void>
}
