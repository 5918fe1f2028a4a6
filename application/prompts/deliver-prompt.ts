import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { cliOf, firstAnswer } from '../../domain/agents/agent-program.js'
import { SCREEN_LINES, type ScreenReading } from '../../domain/attention/activity.js'
import {
  agentNotReady,
  type AgentNotReady,
  type PromptNotChangeable,
  type PromptNotFound,
  type PromptOnItsWay,
  type PromptQueueFull,
} from '../../domain/prompts/errors.js'
import type { PromptFault, PromptState, QueuedPrompt } from '../../domain/prompts/prompt.js'
import { addPrompt, beginSending, settleSending, type PromptQueues } from '../../domain/prompts/prompt-queues.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { ObservedAgent, ObserveAgents } from '../attention/observe-agents.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { ChangeQueue } from './change-queue.js'

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
  ) => TE.TaskEither<AgentNotReady | PromptQueueFull | Unavailable, PromptQueues>
  /** Ids of prompts that were typed, or are being typed, since the hub started. */
  readonly begun: ReadonlySet<string>
}

export interface DeliverPromptDeps {
  readonly agents: AgentClis
  readonly host: SessionHost
  readonly observeAgents: ObserveAgents
  readonly changeQueue: ChangeQueue
  readonly clock: Clock
}

/** Time for an agent to process a paste; an Enter before that would be a line end of it. */
export const BEFORE_ENTER_MS = 400

/** True when the last report to this hub was the end of a turn or the start of the agent. */
export const isAtPrompt = ({ activity, activityAsOf, evidence }: ObservedAgent): boolean =>
  activityAsOf === null && (activity === 'idle' || (activity === 'unknown' && evidence?.what === 'SessionStart'))

type Outcome = readonly ['failed' | 'unknown', PromptFault] | null

export function makeDeliverPrompt(deps: DeliverPromptDeps): DeliverPrompt {
  const { agents, host, observeAgents, changeQueue, clock } = deps
  const begun = new Set<string>()

  const readingOf = async (name: string): Promise<E.Either<SessionNotFound | Unavailable, ScreenReading | null>> => {
    const screen = await host.screen(name, SCREEN_LINES)()
    if (E.isLeft(screen)) return screen
    return E.right(firstAnswer(agents, ({ screens }) => screens?.reading(screen.right) ?? null))
  }

  /** Name of the session whose agent takes a prompt. */
  const readyName = async (
    session: SessionId,
    moment: DeliveryMoment,
  ): Promise<E.Either<AgentNotReady | Unavailable, string>> => {
    const live = await host.list()
    if (E.isLeft(live)) return live
    const found = live.right.find(({ id }) => id === session)
    if (found === undefined) return E.left(agentNotReady('ended'))
    const { name, foreground, startCommand } = found
    const agent = observeAgents.of(session)
    if (agent.activity === 'waiting') return E.left(agentNotReady('asking'))
    const isFree = isAtPrompt(agent)
    if (!isFree && (agent.activity !== 'working' || agent.activityAsOf !== null)) return E.left(agentNotReady('unseen'))
    const cli = cliOf(agents, foreground ?? '') ?? cliOf(agents, startCommand ?? '')
    if (moment === 'now' && cli?.screens === null) return E.right(name)
    const shows = await readingOf(name)
    if (E.isLeft(shows))
      return shows.left._tag === 'SessionNotFound' ? E.left(agentNotReady('ended')) : E.left(shows.left)
    if (shows.right === null || shows.right === 'asking')
      return E.left(agentNotReady(shows.right === null ? 'unseen' : 'asking'))
    if (moment === 'idle' && !(isFree && shows.right === 'ready')) return E.left(agentNotReady('unseen'))
    const styled = await host.styledScreen(name, SCREEN_LINES)()
    if (E.isLeft(styled)) return E.left(agentNotReady('ended'))
    return agents.some(({ screens }) => screens?.hasDraft(styled.right) ?? false)
      ? E.left(agentNotReady('draft'))
      : E.right(name)
  }

  const wait = (delayMs: number): Promise<void> => new Promise((resolve) => void clock.after(delayMs, resolve))

  /** `null` when text and Enter were typed. Nothing is typed a second time. */
  const typeInto = async (name: string, text: string): Promise<Outcome> => {
    const pasted = await host.paste(name, text)()
    if (E.isLeft(pasted))
      return pasted.left._tag === 'SessionNotFound' ? ['failed', 'ended'] : ['unknown', 'unavailable']
    await wait(BEFORE_ENTER_MS)
    const shows = await readingOf(name)
    if (E.isLeft(shows)) return ['unknown', 'unavailable']
    // Enter would answer the dialog.
    if (shows.right === 'asking') return ['unknown', 'dialog']
    return E.isLeft(await host.press(name, 'Enter')()) ? ['unknown', 'unavailable'] : null
  }

  /** Types a prompt if `begin` marks it as `sending`. */
  const send = async <Refusal>(
    { session, id, moment }: { readonly session: SessionId; readonly id: string; readonly moment: DeliveryMoment },
    begin: (queues: PromptQueues) => E.Either<Refusal, PromptQueues>,
  ): Promise<E.Either<Refusal | AgentNotReady | Unavailable, PromptQueues>> => {
    const name = await readyName(session, moment)
    if (E.isLeft(name)) return name
    begun.add(id)
    let former: PromptQueues = []
    const stored = await changeQueue(session, (queues) => begin((former = queues)))()
    if (E.isLeft(stored) || stateOf(stored.right, id) !== 'sending' || stateOf(former, id) === 'sending') return stored
    const outcome = await typeInto(name.right, stored.right.find((prompt) => prompt.id === id)?.text ?? '')
    if (outcome === null) return stored
    return changeQueue(session, (queues) => E.right(settleSending(queues, id, ...outcome, clock.now())))()
  }

  return {
    begun,
    deliver: (session, id, moment) => () =>
      send({ session, id, moment }, (queues) =>
        beginSending(queues, { session, id, retries: moment === 'now', at: clock.now() }),
      ),
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
