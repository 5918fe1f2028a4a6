import * as E from 'fp-ts/lib/Either.js'
import type { SessionJson } from '../../http/sessions/codec.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { SESSIONS_WAIT } from '../descriptions/sessions.js'
import { EXIT } from '../exit-codes.js'
import { explain } from '../hub/client-failure.js'
import type { EventFrame } from '../../http/client/channels.js'
import { followEvents, type EventContext } from '../hub/events.js'
import { explainEnd } from '../hub/socket.js'
import type { Failure } from '../output.js'
import { guarded } from '../../../../infrastructure/guard/guard.js'

export type Wanted = 'ready' | 'idle' | 'waiting' | 'working' | 'ended'

/** State that was waited for. */
export interface ReachedState {
  readonly state: string
  /** With `idle`: error in which the last turn ended. */
  readonly failure: SessionJson['failure']
}
type Outcome = E.Either<Failure, ReachedState>

/** `penates sessions wait`. */
export const waitForSession: Run<typeof SESSIONS_WAIT, HubContext> = async ({ args, options }, context) => {
  const { for: wanted = 'ready', timeout = null } = options
  const { name, outcome } = await awaitState({ name: args.name, wanted, timeoutS: timeout }, context)
  if (E.isLeft(outcome)) return context.fail(outcome.left)
  const { state, failure } = outcome.right
  const text = failure === null ? state : `failed (${failure.kind}): ${failure.text}`
  context.print({ json: { name, state, failure }, text: `${name} ${text}\n`, ids: [state] })
  return failure === null ? EXIT.ok : EXIT.turnFailed
}

export interface AwaitedState {
  readonly name: string
  readonly wanted: Wanted
  /** `null` waits without a limit. */
  readonly timeoutS: number | null
}

/** Waits until a session is in the state. `name` in the result is its name by then. */
export async function awaitState(
  { name: asked, wanted, timeoutS }: AwaitedState,
  context: EventContext,
): Promise<{ readonly name: string; readonly outcome: Outcome }> {
  const stop = new AbortController()
  let name = asked
  const found: { outcome: Outcome | null } = { outcome: null }
  const settle = (outcome: Outcome | null): void => {
    found.outcome ??= outcome
    if (found.outcome !== null) stop.abort()
  }
  const limit =
    timeoutS === null
      ? undefined
      : setTimeout(
          guarded('time limit', () => settle(E.left(tooLate(name, wanted, timeoutS)))),
          timeoutS * 1000,
        )
  const check = async (): Promise<void> => {
    const list = await context.hub.client.listSessions({ signal: stop.signal })()
    if (E.isLeft(list)) settle(E.left(explain(list.left, context.hub)))
    else settle(inList(list.right.body, name, wanted))
  }
  let checking: Promise<void> = Promise.resolve()
  const end = await followEvents(context, {
    // Read again after each opening: events before it are missing.
    opened: () => void (checking = checking.then(check)),
    event: (event) => {
      if (event.type === 'session-renamed' && event.oldName === name) name = event.newName
      settle(inEvent(event, name, wanted))
    },
    signal: stop.signal,
  })
  clearTimeout(limit)
  await checking
  return { name, outcome: found.outcome ?? E.left(explainEnd(end, context.hub)) }
}

const tooLate = (name: string, wanted: Wanted, seconds: number): Failure => ({
  exit: 'timeout',
  problem: `${name} was not ${wanted} within ${String(seconds)} s`,
})

const isMet = (state: string, wanted: Wanted): boolean =>
  wanted === 'ready' ? state === 'idle' || state === 'waiting' : state === wanted

function inList(sessions: ReadonlyArray<SessionJson>, name: string, wanted: Wanted): Outcome | null {
  const session = sessions.find((one) => one.name === name)
  if (session === undefined) return E.left({ exit: 'notFound', problem: `there is no session ${name}` })
  const state = session.status === 'dormant' ? 'ended' : session.activity
  return stateReached({ state, failure: session.failure }, name, wanted)
}

function inEvent(event: EventFrame, name: string, wanted: Wanted): Outcome | null {
  if (!('name' in event) || event.name !== name) return null
  if (event.type === 'session-ended') return stateReached({ state: 'ended', failure: null }, name, wanted)
  if (event.type !== 'session-activity') return null
  return stateReached({ state: event.activity, failure: event.failure ?? null }, name, wanted)
}

function stateReached(reached: ReachedState, name: string, wanted: Wanted): Outcome | null {
  if (isMet(reached.state, wanted)) return E.right(reached)
  return reached.state === 'ended' ? E.left({ problem: `${name} has ended` }) : null
}
