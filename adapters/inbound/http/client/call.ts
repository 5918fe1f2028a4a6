import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { decode } from '../../../../infrastructure/codec/decode.js'
import { isBytes, isForm, isStream, mediaTypeOf } from '../routing/bytes.codec.js'
import { codeIn, type CodeOf } from '../routing/codes.js'
import {
  type AnswerCodecs,
  type ParamTexts,
  type QueryCodecs,
  type QueryOf,
  type Route,
  STRICT_HEADER,
} from '../routing/route.js'

/** Address and token of a hub. */
export interface ClientOptions {
  /** `https://hub.example.org`; `''` for the page's own. */
  readonly baseUrl: string
  /** Returns the token. Called before every request, so that a new sign-in applies at once. `null`: none yet. */
  readonly token: () => string | null
  /** The platform's own, when left out. */
  readonly fetch?: typeof globalThis.fetch
  /** Sent with every request. Events that the request causes carry it as `origin`. */
  readonly clientId?: string
}

/** Failure of a call. */
export type ClientFailure<Code extends string = string> =
  /** The hub refused. `error` is its own word or sentence, `body` all that it sent. */
  | {
      readonly _tag: 'Refused'
      readonly status: number
      /** Tag of the error; `null` from a proxy and for errors that this version's description does not name. */
      readonly code: Code | null
      readonly error: string
      readonly body: unknown
      readonly retryAfterSeconds: number | null
    }
  /** No answer at all: the hub or the network is down. */
  | { readonly _tag: 'Unreachable'; readonly detail: string }
  /** The caller's signal ended it. */
  | { readonly _tag: 'Aborted' }
  /** An answer of another shape: something else than this hub answered, or another version of it. */
  | { readonly _tag: 'Unreadable'; readonly status: number; readonly at: ReadonlyArray<string> }

/** An answer: one of the described statuses with its body, and the headers. */
export type ClientAnswer<Answers extends AnswerCodecs> = {
  readonly [Status in keyof Answers & number]: {
    readonly status: Status
    readonly body: t.TypeOf<Answers[Status]>
    readonly headers: Headers
  }
}[keyof Answers & number]

type IfNone<Keys, None, Some> = [Keys] extends [never] ? None : Some

type ParamsInput<Path extends string> = IfNone<keyof ParamTexts<Path>, unknown, { readonly params: ParamTexts<Path> }>
type QueryInput<Query extends QueryCodecs> = IfNone<keyof Query, unknown, { readonly query?: Partial<QueryOf<Query>> }>
type BodyInput<Body extends t.Mixed | undefined> = Body extends t.Mixed ? { readonly body: t.TypeOf<Body> } : unknown

/** Input of a call: the parts that the route describes, and an optional abort signal. */
export type InputOf<Path extends string, Query extends QueryCodecs, Body extends t.Mixed | undefined> = {
  readonly signal?: AbortSignal
} & ParamsInput<Path> &
  QueryInput<Query> &
  BodyInput<Body>

/** A route as a function; its argument may be left out where the route needs nothing. */
export type CallOf<R> =
  R extends Route<infer Path, infer Answers, infer Errors, infer Query, infer Body>
    ? (
        ...input: object extends InputOf<Path, Query, Body>
          ? [input?: InputOf<Path, Query, Body>]
          : [input: InputOf<Path, Query, Body>]
      ) => TE.TaskEither<ClientFailure<CodeOf<Errors>>, ClientAnswer<Answers>>
    : never

interface AnyInput {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly signal?: AbortSignal
}

type AnyAnswer = { readonly status: number; readonly body: unknown; readonly headers: Headers }

/** Asks the hub for what a route describes and reads the answer by its codecs. */
export function call(
  options: ClientOptions,
  route: Route,
  input: AnyInput = {},
): TE.TaskEither<ClientFailure, AnyAnswer> {
  const { baseUrl, fetch = globalThis.fetch } = options
  return async () => {
    try {
      const response = await fetch(baseUrl + targetOf(route, input), requestOf(options, route, input))
      return await read(route, response)
    } catch (thrown) {
      return E.left(input.signal?.aborted ? { _tag: 'Aborted' } : { _tag: 'Unreachable', detail: String(thrown) })
    }
  }
}

function targetOf(route: Route, { params = {}, query = {} }: AnyInput): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    const codec = route.query[key]
    if (codec === undefined || value === undefined) continue
    for (const text of codec.encode(value) as ReadonlyArray<string>) search.append(key, text)
  }
  return search.size === 0 ? path : `${path}?${search.toString()}`
}

function requestOf({ token, clientId }: ClientOptions, route: Route, { body, signal }: AnyInput): RequestInit {
  const bearer = token()
  const headers: Record<string, string> = { Accept: 'application/json', [STRICT_HEADER]: '1' }
  if (bearer !== null) headers['Authorization'] = `Bearer ${bearer}`
  if (clientId !== undefined) headers['X-Penates-Client'] = clientId
  // `fetch` sets the content type of a form itself, with its boundary.
  if (route.body !== undefined && !isForm(route.body))
    headers['Content-Type'] = mediaTypeOf(route.body) ?? 'application/json'
  return {
    method: route.method,
    headers,
    ...(route.body === undefined ? {} : { body: payloadOf(route.body, body) }),
    ...(signal === undefined ? {} : { signal }),
  }
}

const payloadOf = (codec: t.Mixed, body: unknown): string | FormData | Blob =>
  isForm(codec) || mediaTypeOf(codec) !== null ? (body as FormData | Blob) : JSON.stringify(codec.encode(body))

async function read(route: Route, response: Response): Promise<E.Either<ClientFailure, AnyAnswer>> {
  const { status, headers } = response
  const codec = route.answers[status]
  const body = isStream(codec) ? response.body : isBytes(codec) ? await response.blob() : parse(await response.text())
  if (codec === undefined) return E.left(response.ok ? unreadable(status, []) : refused(route, response, body))
  const decoded = decode(codec as t.Type<unknown>, body)
  return E.isLeft(decoded)
    ? E.left(unreadable(status, decoded.left.at))
    : E.right({ status, body: decoded.right, headers })
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}

const unreadable = (status: number, at: ReadonlyArray<string>): ClientFailure => ({ _tag: 'Unreadable', status, at })

const Failure = t.intersection([t.type({ error: t.string }), t.partial({ code: t.string })])

/** Value of `Retry-After` in seconds; `null` without one, or when it is a date. */
export function retryAfterSeconds(headers: Headers): number | null {
  const seconds = Number(headers.get('Retry-After') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds : null
}

/** Failure of a response whose status the route does not describe as an answer. */
export function refused(
  route: Route,
  { status, statusText, headers }: Pick<Response, 'status' | 'statusText' | 'headers'>,
  body: unknown,
): ClientFailure {
  const failure = Failure.is(body) ? body : { error: statusText }
  return {
    _tag: 'Refused',
    status,
    code: codeIn(route, failure.code),
    error: failure.error,
    body,
    retryAfterSeconds: retryAfterSeconds(headers),
  }
}
