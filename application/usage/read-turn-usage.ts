import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { TurnUsage } from '../../domain/usage/turn-usage.js'
import type { Unavailable } from '../shared/errors.js'
import type { UsageSteps } from './ports.js'

/** Usage of the turns of a conversation; `turns` is `null` before the logs have been read once. */
export interface ConversationUsage {
  readonly turns: ReadonlyArray<TurnUsage> | null
}

/** Reads the usage of a conversation by turns, whose starts are named. */
export type ReadTurnUsage = (
  conversation: AgentConversation,
  starts: ReadonlyArray<Instant>,
) => TE.TaskEither<Unavailable, ConversationUsage>

export const makeReadTurnUsage =
  ({ logs, pricesInForce }: Pick<UsageSteps, 'logs' | 'pricesInForce'>): ReadTurnUsage =>
  ({ agent, id }, starts) =>
    pipe(
      TE.fromTask(pricesInForce),
      TE.flatMap((prices) =>
        logs.turns({ agent, conversation: id, starts: [...starts].sort((one, other) => one - other), prices }),
      ),
      TE.map((turns) => ({ turns })),
    )
