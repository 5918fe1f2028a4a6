import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { guarded } from '../../../../infrastructure/guard/guard.js'
import type { ClientFailure } from '../../http/client/call.js'
import type { EventFrame } from '../../http/client/channels.js'
import { hubClient, type HubClient } from '../../http/client/hub-client.js'
import type { HubContext } from '../context.js'
import type { ExitCode } from '../exit-codes.js'
import { explain } from '../hub/client-failure.js'
import { withHeaders } from '../hub/connect.js'
import { followEvents, type EventContext } from '../hub/events.js'
import type { Failure } from '../output.js'

const ACCEPTED = 202
const UNPROCESSABLE = 422
/** The hub settles a start within 8 s. */
const SETTLED_WITHIN_MS = 15_000

interface StartAnswer {
  readonly status: number
}

/** Call of the hub that starts a session. */
export interface StartCall<A extends StartAnswer> {
  readonly call: (client: HubClient) => TE.TaskEither<ClientFailure, A>
  readonly nameOf: (answer: A) => string
  /** Called as soon as the session runs. */
  readonly running?: (answer: A) => unknown
}

/** Starts a session without waiting for its first seconds, and fails with the last lines of a program that ends in them. */
export async function startSession<A extends StartAnswer>(
  { call, nameOf, running }: StartCall<A>,
  context: EventContext,
): Promise<E.Either<Failure, A>> {
  const { hub } = context
  const { fetch = globalThis.fetch } = hub.options
  const client = hubClient({ ...hub.options, fetch: withHeaders(fetch, { Prefer: 'respond-async' }) })
  const failures = new Map<string, Settled['failure']>()
  const stop = new AbortController()
  const limit = setTimeout(
    guarded('time limit', () => stop.abort()),
    SETTLED_WITHIN_MS,
  )
  const state: { calling: Promise<E.Either<ClientFailure, A>> | null; awaited: string | null } = {
    calling: null,
    awaited: null,
  }

  const begin = async (): Promise<E.Either<ClientFailure, A>> => {
    const answer = await call(client)()
    if (E.isLeft(answer) || answer.right.status !== ACCEPTED) stop.abort()
    else {
      running?.(answer.right)
      state.awaited = nameOf(answer.right)
      if (failures.has(state.awaited)) stop.abort()
    }
    return answer
  }
  await followEvents(context, {
    opened: () => {
      // The events of a hub that was started again do not tell of the start.
      if (state.calling === null) state.calling = begin()
      else stop.abort()
    },
    event: (event) => {
      if (event.type !== 'session-start-settled') return
      failures.set(event.name, event.failure)
      if (event.name === state.awaited) stop.abort()
    },
    signal: stop.signal,
  })
  clearTimeout(limit)
  const answer = state.calling === null ? await call(hub.client)() : await state.calling
  if (E.isLeft(answer)) return E.left(explain(answer.left, hub))
  const failure = failures.get(nameOf(answer.right)) ?? null
  if (failure === null || answer.right.status !== ACCEPTED) return E.right(answer.right)
  const { code, error } = failure
  const refused = {
    _tag: 'Refused',
    status: UNPROCESSABLE,
    code,
    error,
    body: failure,
    retryAfterSeconds: null,
  } as const
  return E.left(explain(refused, hub))
}

type Settled = Extract<EventFrame, { readonly type: 'session-start-settled' }>

/** Runs a start of a command: prints as soon as the session runs, and fails when its program ends at once. */
export async function startedAtOnce<A extends StartAnswer>(
  context: HubContext,
  start: Omit<StartCall<A>, 'running'>,
  print: (answer: A) => ExitCode,
): Promise<ExitCode> {
  const printed: ExitCode[] = []
  const started = await startSession({ ...start, running: (answer) => printed.push(print(answer)) }, context)
  if (E.isLeft(started)) return context.fail(started.left)
  return printed[0] ?? print(started.right)
}
