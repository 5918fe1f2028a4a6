import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type {
  BackgroundAgentsFound,
  BackgroundAgent,
  BackgroundAgentId,
} from '../../domain/background-agents/background-agent.js'
import {
  backgroundAgentNotFound,
  type BackgroundAgentNotFound,
  type BackgroundAgentRemains,
} from '../../domain/background-agents/errors.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { CreateSessionError, Running } from '../sessions/create-session.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import { lockKey } from '../shared/keyed-lock.js'
import type { BackgroundAgentsPorts, BackgroundAgentsSteps } from './ports.js'

export interface ReadBackgroundAgents {
  /** Result of at most 10 s ago, a failure included. Concurrent callers share one. */
  readonly list: TE.TaskEither<Unavailable, BackgroundAgentsFound>
  /** The next call reads anew, and a read that has begun is not stored. */
  readonly refresh: () => void
}

/** Each read starts a program of some hundred megabytes, and every open overview asks. */
const FRESH_MS = 10_000

export function makeReadBackgroundAgents(
  deps: Pick<BackgroundAgentsPorts, 'backgroundAgents' | 'clock'>,
): ReadBackgroundAgents {
  const { backgroundAgents, clock } = deps
  let last: { readonly answer: Promise<E.Either<Unavailable, BackgroundAgentsFound>>; at: Instant } | null = null

  const read = async (): Promise<E.Either<Unavailable, BackgroundAgentsFound>> => {
    const reading = { answer: backgroundAgents.list(), at: clock.now() }
    last = reading
    const answer = await reading.answer
    reading.at = clock.now()
    return answer
  }
  return {
    // A clock that was set back must not keep an answer for longer.
    list: () => (last !== null && Math.abs(clock.now() - last.at) < FRESH_MS ? last.answer : read()),
    refresh: () => {
      last = null
    },
  }
}

export type OpenBackgroundAgentError = BackgroundAgentNotFound | CreateSessionError | Unavailable
/** Returns the name of the session that shows the agent. */
export type OpenBackgroundAgent = (
  id: BackgroundAgentId,
  caller: Caller,
  running?: Running,
) => TE.TaskEither<OpenBackgroundAgentError, string>

/** Starts a session in the agent's folder that is attached to the agent, unless one is attached already. */
export function makeOpenBackgroundAgent(
  deps: Pick<BackgroundAgentsSteps, 'readBackgroundAgents' | 'host' | 'createSession' | 'withLock'>,
): OpenBackgroundAgent {
  const { readBackgroundAgents, host, createSession, withLock } = deps

  return (id, caller, running) =>
    withLock([lockKey('background agent', id)], async () => {
      readBackgroundAgents.refresh()
      const listed = await readBackgroundAgents.list()
      if (E.isLeft(listed)) return listed
      const agent = listed.right.agents.find((one) => one.id === id)
      if (agent === undefined) return E.left(backgroundAgentNotFound(id))
      const live = await host.list()
      if (E.isLeft(live)) return live
      const attached = live.right.find(({ startCommand }) => startCommand === agent.attachCommand)
      if (attached !== undefined) return E.right(attached.name)
      const { folder, attachCommand: command } = agent
      const request = { name: proposedName(agent), directory: folder ?? '', command }
      const started = await createSession(request, caller, running)()
      return E.isLeft(started) ? started : E.right(started.right.name)
    })
}

/** Maximum numbers of characters of folder and id; both and the prefix fit into the name of a session. */
const FOLDER_LENGTH = 24
const ID_LENGTH = 24

/** Name of the folder, and id of the agent: `web-shop-3f2a91bc`. */
function proposedName({ folder, id }: BackgroundAgent): string {
  const base = (folder ?? '').split('/').at(-1) ?? ''
  const words = base.replaceAll(/[^A-Za-z0-9]+/g, '-').slice(0, FOLDER_LENGTH)
  return `${words.replaceAll(/^-|-$/g, '') || 'background'}-${id.slice(0, ID_LENGTH)}`
}

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
