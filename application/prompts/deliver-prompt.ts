import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { cliOf } from '../../domain/agents/agent-program.js'
import {
  agentNotReady,
  type AgentNotReady,
  type PromptIdTaken,
  type PromptNotChangeable,
  type PromptNotFound,
  type PromptOnItsWay,
  type PromptQueueFull,
  type InvalidPrompt,
} from '../../domain/prompts/errors.js'
import { type PromptState, type QueuedPrompt, BEFORE_ENTER_MS, promptText } from '../../domain/prompts/prompt.js'
import {
  addPrompt,
  beginSending,
  settleSending,
  undoSending,
  type PromptQueues,
} from '../../domain/prompts/prompt-queues.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import type { AgentCli } from '../agents/agent-cli.port.js'
import type { ObservedAgent } from '../attention/observe-agents.js'
import type { SeenAgent } from '../attention/prompt-line.js'
import type { Unavailable } from '../shared/errors.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { PromptsSteps } from './ports.js'
import { pause } from '../shared/pause.js'

export type DeliverPromptError = AgentNotReady | PromptNotFound | PromptNotChangeable | PromptOnItsWay | Unavailable

/**
 * `idle`: to an agent at its prompt only, which it may draw some time after it has reported the end of its turn. `now`: also to one that
 * works, to one whose screen the hub does not read, and again after a failed or unknown delivery.
 */
export type DeliveryMoment = 'idle' | 'now'

/**
 * Types a prompt and Enter into the session of an agent. The prompt is stored as `sending` before, and stays so until the
 * agent reports it. Nothing is typed unless reports, and the screen where it is read, show the prompt of the agent directly before; a
 * prompt that is not typed for that reason is stored as it was.
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

/** Time for an agent to show its prompt after it has reported the end of its turn; it draws once its hooks have ended. */
const DRAWN_WITHIN_MS = 5_000

export function makeDeliverPrompt(
  deps: Pick<PromptsSteps, 'agents' | 'host' | 'observeAgents' | 'promptLine' | 'changeQueue' | 'clock'>,
): DeliverPrompt {
  const { agents, host, observeAgents, promptLine, changeQueue, clock } = deps
  const begun = new Set<string>()

  /** Reason for which an agent, and the screen that shows it, take no prompt; `null` when they do. */
  const refusalOf = (
    session: SessionId,
    moment: DeliveryMoment,
    { shows, hasDraft }: SeenAgent,
  ): AgentNotReady['reason'] | null => {
    const agent = observeAgents.of(session)
    if (agent.activity === 'waiting' || shows === 'asking') return 'asking'
    if (moment !== 'now' && !(isAtPrompt(agent) && shows === 'ready')) return 'unseen'
    return hasDraft ? 'draft' : null
  }

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
    const program = cliOf(agents, foreground ?? '') ?? cliOf(agents, startCommand ?? '')
    if (!isAtPrompt(agent) && (agent.activity !== 'working' || agent.activityAsOf !== null))
      return E.left(agentNotReady(program === undefined ? 'unseen' : 'unreported'))
    if (moment === 'now' && program?.screens === null) return E.right({ name, cli: program })
    const isDecided = (seen: SeenAgent | null): boolean =>
      !isAtPrompt(observeAgents.of(session)) || (seen !== null && refusalOf(session, moment, seen) !== 'unseen')
    const withinMs = moment === 'now' ? 0 : (agent.evidence?.at ?? -Infinity) + DRAWN_WITHIN_MS - clock.now()
    const seen = await promptLine.readingWithin(name, withinMs, isDecided)()
    if (E.isLeft(seen)) return seen.left._tag === 'SessionNotFound' ? E.left(agentNotReady('ended')) : E.left(seen.left)
    const refused = seen.right === null ? 'unseen' : refusalOf(session, moment, seen.right)
    return refused === null && seen.right !== null
      ? E.right({ name, cli: seen.right.cli })
      : E.left(agentNotReady(refused ?? 'unseen'))
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
    const text = stored.right.find((prompt) => prompt.id === id)?.text ?? ''
    const outcome = await promptLine.type(name, text, cli, (seen) => refusalOf(session, moment, seen))
    if (outcome === null) return stored
    const [state, reason] = outcome
    if (state !== 'refused')
      return changeQueue(session, (queues) => E.right(settleSending(queues, id, state, reason, clock.now())))()
    const undone = await changeQueue(session, (queues) => E.right(undoSending(queues, id, former)))()
    return E.isLeft(undone) ? undone : E.left(agentNotReady(reason))
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

/**
 * Types a text into a running session as one paste. Its program may be a shell or show a dialog. A coding CLI gets the text
 * in the form of a prompt.
 */
export type TypeText = (
  name: string,
  text: string,
  enter: boolean,
  caller: Caller,
) => TE.TaskEither<InvalidPrompt | SessionNotFound | Unavailable, void>

export const makeTypeText =
  ({ host, promptLine, audit, clock }: Pick<PromptsSteps, 'host' | 'promptLine' | 'audit' | 'clock'>): TypeText =>
  (name, raw, enter, caller) =>
    pipe(
      TE.fromEither(promptText(raw)),
      TE.bindTo('text'),
      TE.bindW('seen', () => promptLine.reading(name)),
      TE.flatMap(({ text, seen }): ReturnType<TypeText> => host.paste(name, seen?.cli.promptInput(text) ?? text)),
      TE.tap(() => audit.record({ event: 'prompt.type', fields: { session: name } }, caller)),
      TE.flatMap((): ReturnType<TypeText> => {
        if (!enter) return TE.right(undefined)
        return async () => {
          await pause(clock, BEFORE_ENTER_MS)
          return host.press(name, 'Enter')()
        }
      }),
    )
