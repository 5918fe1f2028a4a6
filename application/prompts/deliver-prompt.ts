import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { firstAnswer } from '../../domain/agents/agent-program.js'
import { SCREEN_LINES, type ScreenReading } from '../../domain/attention/activity.js'
import {
  agentNotReady,
  type AgentNotReady,
  type PromptNotChangeable,
  type PromptNotFound,
  type PromptOnItsWay,
} from '../../domain/prompts/errors.js'
import type { PromptFault } from '../../domain/prompts/prompt.js'
import { beginSending, settleSending, type PromptQueues } from '../../domain/prompts/prompt-queues.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { ObservedAgent, ObserveAgents } from '../attention/observe-agents.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { ChangeQueue } from './change-queue.js'

export type DeliverPromptError = AgentNotReady | PromptNotFound | PromptNotChangeable | PromptOnItsWay | Unavailable

/** `idle`: to an agent at its prompt only. `now`: also to one that works, and again after a failed or unknown delivery. */
export type DeliveryMoment = 'idle' | 'now'

/**
 * Types a prompt and Enter into the session of an agent. The prompt is stored as `sending` before, and stays so until the
 * agent reports it. Nothing is typed unless reports and screen show the prompt of the agent.
 */
export interface DeliverPrompt {
  readonly deliver: (
    session: SessionId,
    id: string,
    moment: DeliveryMoment,
  ) => TE.TaskEither<DeliverPromptError, PromptQueues>
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
const BEFORE_ENTER_MS = 400

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
    const name = live.right.find(({ id }) => id === session)?.name
    if (name === undefined) return E.left(agentNotReady('ended'))
    const agent = observeAgents.of(session)
    if (agent.activity === 'waiting') return E.left(agentNotReady('asking'))
    const isFree = isAtPrompt(agent)
    if (!isFree && (agent.activity !== 'working' || agent.activityAsOf !== null)) return E.left(agentNotReady('unseen'))
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

  return {
    begun,
    deliver: (session, id, moment) => async () => {
      const name = await readyName(session, moment)
      if (E.isLeft(name)) return name
      begun.add(id)
      const retries = moment === 'now'
      const stored = await changeQueue(session, (queues) =>
        beginSending(queues, { session, id, retries, at: clock.now() }),
      )()
      if (E.isLeft(stored)) return stored
      const text = stored.right.find((prompt) => prompt.id === id)?.text ?? ''
      const outcome = await typeInto(name.right, text)
      if (outcome === null) return stored
      return changeQueue(session, (queues) => E.right(settleSending(queues, id, ...outcome, clock.now())))()
    },
  }
}
