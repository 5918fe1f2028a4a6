import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { BackgroundAgentId } from '../../domain/background-agents/background-agent.js'
import type { BackgroundAgentNotFound, BackgroundAgentRemains } from '../../domain/background-agents/errors.js'
import type { Caller } from '../shared/audit-log.port.js'
import { lockKey } from '../shared/keyed-lock.js'
import type { Unavailable } from '../shared/errors.js'
import type { BackgroundAgentsSteps } from './ports.js'

export type StopBackgroundAgentError = BackgroundAgentNotFound | BackgroundAgentRemains | Unavailable
/** Answers when no process of the agent is left. */
export type StopBackgroundAgent = (
  id: BackgroundAgentId,
  caller: Caller,
) => TE.TaskEither<StopBackgroundAgentError, void>

/** Ends an agent. Of several requests for one agent the first ends it, and the others find that it has ended. */
export function makeStopBackgroundAgent(
  deps: Pick<BackgroundAgentsSteps, 'backgroundAgents' | 'readBackgroundAgents' | 'audit' | 'withLock'>,
): StopBackgroundAgent {
  const { backgroundAgents, readBackgroundAgents, audit, withLock } = deps

  return (id, caller) =>
    withLock([lockKey('background agent', id)], async () => {
      const stopped = await backgroundAgents.stop(id)()
      readBackgroundAgents.refresh()
      const remains = E.isLeft(stopped) && stopped.left._tag === 'BackgroundAgentRemains' ? stopped.left : null
      if (E.isLeft(stopped) && remains === null) return stopped
      const fields = { agent: id, processesLeft: remains?.processes.length ?? 0 }
      const audited = await audit.record({ event: 'background-agent.stop', fields }, caller)()
      return E.isLeft(stopped) ? stopped : audited
    })
}
