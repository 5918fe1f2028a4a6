import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ClientFailure } from '../../adapters/inbound/http/client/call.js'
import type { HubClient } from '../../adapters/inbound/http/client/hub-client.js'
import type { HubEvent } from '../../domain/events/hub-event.js'
import type { SeededFaults } from './fault-plan.js'
import type { TestHub } from './test-hub.js'

/** Project of a simulation. */
export const PROJECT = { id: 'shop', root: '/home/me/shop' }

/** A tool call of an agent, from the request to the answer. */
export interface AskedCall {
  /** Command of the call; no other call has it. */
  readonly command: string
  /** Decision that the agent got; `undefined` while it waits, `null` for none. */
  answer: string | null | undefined
}

/** Record of acts outside the hub, against which its state is checked. */
export interface History {
  /** Calls of agents. */
  readonly calls: AskedCall[]
  /** Number of accepted decisions by approval. */
  readonly decided: Map<string, number>
  /** Names whose session a person ended, or whose program ended, and that nothing has started since. */
  readonly ended: Set<string>
  /** Commits that an agent made. */
  readonly commits: string[]
  /** Tokens that sessions were started with. */
  readonly tokens: Set<string>
  /** True once a person has removed the project, until one registers it. */
  isProjectForgotten: boolean
  /** Events of the running hub. */
  readonly events: HubEvent[]
  /** Number of requests. */
  requests: number
}

/** A hub, its faults, and what has happened. */
export interface World {
  readonly hub: TestHub
  readonly faults: SeededFaults
  readonly history: History
  /** Sends a request and waits for its answer; `null` when it was refused or the hub was killed meanwhile. */
  readonly answerOf: <A>(task: TE.TaskEither<ClientFailure, A>, name: string) => Promise<A | null>
  /** The client with this number. */
  readonly clientOf: (client: number) => HubClient
}

const VIOLATION = 'Violation'

/** Error about a sentence of docs/architecture.md that does not hold. */
export const violation = (message: string): Error => Object.assign(new Error(message), { name: VIOLATION })
/** True for an error of `violation`. */
export const isViolation = (error: unknown): error is Error => error instanceof Error && error.name === VIOLATION

/** Time that a request takes without a fault: an agent's call is held 110 s, a session is watched 1.5 s. */
const OWN_MS = 150_000

/** A world without events yet. */
export function makeWorld(hub: TestHub, faults: SeededFaults): World {
  const history: History = {
    calls: [],
    decided: new Map(),
    ended: new Set(),
    commits: [],
    tokens: new Set(),
    isProjectForgotten: false,
    events: [],
    requests: 0,
  }
  return {
    hub,
    faults,
    history,
    clientOf: (client) => hub.clientOf(`client-${String(client)}`),
    answerOf: async (task, name) => {
      history.requests += 1
      const startedAt = hub.clock.monotonic()
      const answer = await hub.settle(task())
      const tookMs = hub.clock.monotonic() - startedAt
      if (tookMs > faults.delayMs() + OWN_MS) throw violation(`${name} took ${String(tookMs)} ms`)
      if (E.isRight(answer)) return answer.right
      const fault = faultOf(answer.left)
      if (fault !== null && !hub.isDead()) throw violation(`${name} ${fault}`)
      return null
    },
  }
}

/** Reason why an answer is none that the hub describes; `null` for one that is. */
function faultOf(failure: ClientFailure): string | null {
  switch (failure._tag) {
    case 'Refused':
      if (failure.code === 'InternalError') return 'failed by a defect'
      return failure.code === null ? `was refused without a described code: ${JSON.stringify(failure.body)}` : null
    case 'Unreachable':
      return `got no answer: ${failure.detail}`
    case 'Unreadable':
      return `got an answer of another shape at ${failure.at.join()}`
    case 'Aborted':
      return 'was aborted'
  }
}
