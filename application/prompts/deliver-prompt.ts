import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { cliOf } from '../../domain/agents/agent-program.js'
import {
  agentNotReady,
  type AgentNotReady,
  type PromptIdTaken,
  type PromptNotChangeable,
  type PromptNotFound,
  type PromptOnItsWay,
  type PromptQueueFull,
} from '../../domain/prompts/errors.js'
import type { PromptState, QueuedPrompt } from '../../domain/prompts/prompt.js'
import { addPrompt, beginSending, settleSending, type PromptQueues } from '../../domain/prompts/prompt-queues.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { AgentCli } from '../agents/agent-cli.port.js'
import type { ObservedAgent } from '../attention/observe-agents.js'
import type { Unavailable } from '../shared/errors.js'
import type { PromptsSteps } from './ports.js'

export type DeliverPromptError = AgentNotReady | PromptNotFound | PromptNotChangeable | PromptOnItsWay | Unavailable

/**
 * `idle`: to an agent at its prompt only. `now`: also to one that works, to one whose screen the hub does not read, and again
 * after a failed or unknown delivery.
 */
export type DeliveryMoment = 'idle' | 'now'

/**
 * Types a prompt and Enter into the session of an agent. The prompt is stored as `sending` before, and stays so until the
 * agent reports it. Nothing is typed unless reports, and the screen where it is read, show the prompt of the agent.
 */
export interface DeliverPrompt {
  readonly deliver: (
    session: SessionId,
    id: string,
    moment: DeliveryMoment,
  ) => TE.TaskEither<DeliverPromptError, PromptQueues>
  /**
   * Adds a prompt and delivers it now. Nothing is added when the agent takes none. It waits while another one is on its way. The
   * id of a prompt that exists types nothing.
   */
  readonly deliverNew: (
    prompt: QueuedPrompt,
  ) => TE.TaskEither<AgentNotReady | PromptIdTaken | PromptQueueFull | Unavailable, PromptQueues>
  /** Ids of prompts that were typed, or are being typed, since the hub started. */
  readonly begun: ReadonlySet<string>
}

/** True when the last report to this hub was the end of a turn or the start of the agent. */
export const isAtPrompt = ({ activity, activityAsOf, evidence }: ObservedAgent): boolean =>
  activityAsOf === null && (activity === 'idle' || (activity === 'unknown' && evidence?.what === 'SessionStart'))

export function makeDeliverPrompt(
  deps: Pick<PromptsSteps, 'agents' | 'host' | 'observeAgents' | 'promptLine' | 'changeQueue' | 'clock'>,
): DeliverPrompt {
  const { agents, host, observeAgents, promptLine, changeQueue, clock } = deps
  const begun = new Set<string>()

  /** Session whose agent takes a prompt. */
  const readyLine = async (
    session: SessionId,
    moment: DeliveryMoment,
  ): Promise<E.Either<AgentNotReady | Unavailable, { readonly name: string; readonly cli: AgentCli }>> => {
    const live = await host.list()
    if (E.isLeft(live)) return live
    const found = live.right.find(({ id }) => id === session)
    if (found === undefined) return E.left(agentNotReady('ended'))
    const { name, foreground, startCommand } = found
    const agent = observeAgents.of(session)
    if (agent.activity === 'waiting') return E.left(agentNotReady('asking'))
    const isFree = isAtPrompt(agent)
    const program = cliOf(agents, foreground ?? '') ?? cliOf(agents, startCommand ?? '')
    if (!isFree && (agent.activity !== 'working' || agent.activityAsOf !== null))
      return E.left(agentNotReady(program === undefined ? 'unseen' : 'unreported'))
    if (moment === 'now' && program?.screens === null) return E.right({ name, cli: program })
    const seen = await promptLine.reading(name)()
    if (E.isLeft(seen)) return seen.left._tag === 'SessionNotFound' ? E.left(agentNotReady('ended')) : E.left(seen.left)
    if (seen.right === null) return E.left(agentNotReady('unseen'))
    const { cli, shows } = seen.right
    if (shows === 'asking') return E.left(agentNotReady('asking'))
    if (moment === 'idle' && !(isFree && shows === 'ready')) return E.left(agentNotReady('unseen'))
    const draft = await promptLine.hasDraft(name)()
    if (E.isLeft(draft)) return E.left(agentNotReady('ended'))
    return draft.right ? E.left(agentNotReady('draft')) : E.right({ name, cli })
  }

  /** Types a prompt if `begin` marks it as `sending`. */
  const send = async <Refusal>(
    { session, id, moment }: { readonly session: SessionId; readonly id: string; readonly moment: DeliveryMoment },
    begin: (queues: PromptQueues) => E.Either<Refusal, PromptQueues>,
  ): Promise<E.Either<Refusal | AgentNotReady | Unavailable, PromptQueues>> => {
    const line = await readyLine(session, moment)
    if (E.isLeft(line)) return line
    begun.add(id)
    let former: PromptQueues = []
    const stored = await changeQueue(session, (queues) => begin((former = queues)))()
    if (E.isLeft(stored) || stateOf(stored.right, id) !== 'sending' || stateOf(former, id) === 'sending') return stored
    const { name, cli } = line.right
    const outcome = await promptLine.type(name, stored.right.find((prompt) => prompt.id === id)?.text ?? '', cli)
    if (outcome === null) return stored
    return changeQueue(session, (queues) => E.right(settleSending(queues, id, ...outcome, clock.now())))()
  }

  return {
    begun,
    deliver: (session, id, moment) => async () => {
      const begin = (queues: PromptQueues) =>
        beginSending(queues, { session, id, retries: moment === 'now', at: clock.now() })
      // A prompt that cannot be sent is refused for that reason, also while the agent takes none.
      const refused = await changeQueue(session, (queues) => E.map(() => queues)(begin(queues)))()
      return E.isLeft(refused) ? refused : send({ session, id, moment }, begin)
    },
    deliverNew: (prompt) => () => {
      const { id, session } = prompt
      return send({ session, id, moment: 'now' }, (queues) => {
        const added = addPrompt(queues, prompt)
        if (E.isLeft(added)) return added
        const sending = beginSending(added.right, { session, id, retries: false, at: clock.now() })
        return E.isRight(sending) ? sending : added
      })
    },
  }
}

const stateOf = (queues: PromptQueues, id: string): PromptState | undefined =>
  queues.find((prompt) => prompt.id === id)?.state
