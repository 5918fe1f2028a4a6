import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { retryAfterSeconds, type ClientFailure } from '../../../../http/client/call.js'
import { hubClient, refusalOf, type HubClient } from '../../../../http/client/hub-client.js'
import { noteHubTime } from '../platform/hub-clock.js'
import type { Answer, CodeOf, HubFailure } from './hub.js'

export interface AskingOptions {
  readonly mount: string
  readonly token: () => string | null
  /** Sent with each request, so that the page can recognize events that it caused. */
  readonly clientId: string
  /** Called with the `X-Penates-Boot` header of each response. */
  readonly boot: (startedAt: number) => void
  /** Called with the token that the hub rejected. Another token may be in use by then. */
  readonly unauthorized: (asked: string | null) => void
  /** Called before a refusal is returned; never rejects. */
  readonly loadTexts: () => Promise<void>
  /** Called when the hub refuses a read for so many seconds. The read is sent again by itself. */
  readonly limited: (seconds: number) => void
}

/** Typed client, and a function that runs its requests. */
export interface Asking {
  readonly client: HubClient
  /** Client whose requests return as soon as the work has started. Progress arrives as events. */
  readonly later: HubClient
  readonly ask: Ask
}

/** Runs a request and never rejects. The value is what `read` takes from the answer, its body without `read`. */
export interface Ask {
  <Body, Code extends string>(
    call: TE.TaskEither<ClientFailure<Code>, { readonly body: Body }>,
  ): Promise<Answer<Body, Code>>
  <A, B, Code extends string>(
    call: TE.TaskEither<ClientFailure<Code>, A>,
    read: (answer: A) => B,
  ): Promise<Answer<B, Code>>
}

/** Request timeout. A start or restore of a session takes up to 8 s. */
const TIMEOUT_MS = 15_000

const UNAUTHORIZED = 401
const TOO_MANY_REQUESTS = 429
/** Status with which a reverse proxy responds when the hub is down. */
const BAD_GATEWAY = 502

/** Client for the hub at the page's own address. */
export function asking({ mount, token, clientId, boot, unauthorized, loadTexts, limited }: AskingOptions): Asking {
  const delay = pacer(READ_PACE)
  const send: typeof fetch = async (input, init) => {
    const signal = init?.signal ?? AbortSignal.timeout(TIMEOUT_MS)
    const answer = await fetch(input, { ...init, cache: 'no-store', signal })
    noteHubTime(answer.headers.get('date'))
    boot(Number(answer.headers.get('x-penates-boot') ?? Number.NaN))
    return answer
  }
  const sendRead: typeof fetch = async (input, init) => {
    const paused = delay(Date.now())
    if (paused > 0) await pause(paused)
    const answer = await send(input, init)
    const seconds = answer.status === TOO_MANY_REQUESTS ? retryAfterSeconds(answer.headers) : null
    if (seconds === null) return answer
    limited(seconds)
    await pause(seconds * 1_000)
    return sendRead(input, init)
  }
  const watchedFetch: typeof fetch = (input, init) =>
    (init?.method ?? 'GET') === 'GET' ? sendRead(input, init) : send(input, init)
  const fetchLater: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers)
    headers.set('Prefer', 'respond-async')
    return watchedFetch(input, { ...init, headers })
  }

  return {
    client: hubClient({ baseUrl: mount, token, clientId, fetch: watchedFetch }),
    later: hubClient({ baseUrl: mount, token, clientId, fetch: fetchLater }),
    ask: async <A, B, Code extends string>(
      call: TE.TaskEither<ClientFailure<Code>, A>,
      read: (answer: A) => B = (answer) => (answer as { readonly body: B }).body,
    ): Promise<Answer<B, Code>> => {
      const asked = token()
      const answered = await call()
      if (E.isRight(answered)) return { ok: true, value: read(answered.right) }
      const failure = failureOf(answered.left)
      if (failure._tag === 'Unauthorized') unauthorized(asked)
      if (failure._tag === 'Refused' || failure._tag === 'Unreadable') await loadTexts()
      return { ok: false, failure }
    },
  }
}

/** Failure of a request that was sent without the typed client. */
export const failureOfAnswer = <Name extends keyof HubClient>(
  name: Name,
  answer: Pick<Response, 'status' | 'statusText' | 'headers'>,
  body: unknown,
): HubFailure<CodeOf<Name>> => failureOf(refusalOf(name, answer, body) as ClientFailure<CodeOf<Name>>)

function failureOf<Code extends string>(failure: ClientFailure<Code>): HubFailure<Code> {
  switch (failure._tag) {
    case 'Refused': {
      const { status, code, error, body, retryAfterSeconds } = failure
      if (status === TOO_MANY_REQUESTS && retryAfterSeconds !== null)
        return { _tag: 'TooManyRequests', retryAfterSeconds }
      if (status === UNAUTHORIZED) return { _tag: 'Unauthorized' }
      if (status >= BAD_GATEWAY && body === undefined) return { _tag: 'Unreachable' }
      return { _tag: 'Refused', code, error, body, lines: lastLines(body) }
    }
    case 'Unreadable':
      return { _tag: 'Unreadable' }
    case 'Unreachable':
    case 'Aborted':
      return { _tag: 'Unreachable' }
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms))

/** Last screen lines of a program that exited at once. */
function lastLines(body: unknown): ReadonlyArray<string> {
  if (typeof body !== 'object' || body === null || !('lastLines' in body) || !Array.isArray(body.lastLines)) return []
  return body.lastLines.filter((line): line is string => typeof line === 'string')
}

interface Pace {
  /** Requests that may go out at once. */
  readonly burst: number
  /** Milliseconds between later ones. */
  readonly everyMs: number
}

/** Two busy tabs of a person stay below the 3,000 reads a minute that the hub allows. */
export const READ_PACE: Pace = { burst: 200, everyMs: 50 }

/** Returns the delay in milliseconds of a request at this time. Delayed requests keep their order. */
export function pacer({ burst, everyMs }: Pace): (now: number) => number {
  let free = 0
  return (now) => {
    free = Math.max(free, now - burst * everyMs) + everyMs
    return Math.max(free - now, 0)
  }
}
