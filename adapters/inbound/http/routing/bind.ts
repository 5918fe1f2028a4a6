import type { IncomingMessage } from 'node:http'
import * as E from 'fp-ts/lib/Either.js'
import { identity } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type * as t from 'io-ts'
import type { Tagged } from '../../../../domain/shared/tagged.js'
import type { Whole } from '../../../../infrastructure/codec/json-of.js'
import { faultText, type Unavailable } from '../../../../application/shared/errors.js'
import { decode, type InvalidInput } from '../../../../infrastructure/codec/decode.js'
import { schemaOf } from '../../../../infrastructure/codec/schema.js'
import { unknownPaths } from '../../../../infrastructure/codec/unknown-paths.js'
import { JSON_TYPE, type Content, type Reply, type WriteStream } from '../../../../infrastructure/http/reply.js'
import { mediaTypeOf } from './bytes.codec.js'
import { invalidQuery, unknownFields, type InvalidQuery } from './errors.js'
import type { HttpCaller } from './access-control.js'
import {
  type AnswerCodecs,
  type AnswerOf,
  type BodyOf,
  type OnlySourceOf,
  type ParamParser,
  type ParamsOf,
  type QueryCodecs,
  type QueryOf,
  type Route,
  type RouteErrors,
  STRICT_HEADER,
} from './route.js'

/** A request that was let in, before anything of it is decoded. */
export interface RawCall {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** The parsed JSON; `{}` when there was none. */
  readonly body: unknown
  readonly caller: HttpCaller
  readonly request: IncomingMessage
}

/** Decoded request of a handler. */
export interface Call<
  Path extends string,
  Query extends QueryCodecs,
  Body extends t.Mixed | undefined,
  Params extends object,
> {
  readonly params: ParamsOf<Path, Params>
  readonly query: QueryOf<Query>
  readonly body: BodyOf<Body>
  readonly caller: HttpCaller
  readonly request: IncomingMessage
}

/** Errors that a handler of this route may fail with. */
export type FailureOf<Errors extends RouteErrors> = Tagged<(keyof Errors & string) | 'Unavailable'>

/** Error of a route, or of what comes before every handler. */
export interface Refusal {
  readonly error: Tagged<string>
  /** Words of the route in place of the usual ones. */
  readonly text: string | null
}

/** A description and what answers it. */
export interface Binding {
  readonly route: Route
  readonly answer: (call: RawCall) => Promise<E.Either<Refusal, Reply>>
}

/**
 * Binds a description with one answer to a handler, which returns what the codec of that answer encodes. A handler is
 * one expression and never catches: a throw is a defect and answers 500. `refine` names a decoding failure better than
 * "Invalid body" where the contract does.
 */
export function bind<
  Path extends string,
  Answers extends AnswerCodecs,
  Errors extends RouteErrors,
  Query extends QueryCodecs,
  Body extends t.Mixed | undefined,
  Params extends object,
  Result extends OnlySourceOf<Answers>,
>(
  route: Route<Path, Answers, Errors, Query, Body, Params>,
  handle: (
    call: Call<Path, Query, Body, Params>,
  ) => TE.TaskEither<FailureOf<Errors>, Whole<Result, OnlySourceOf<Answers>, Result>>,
  refine?: Refine<Errors>,
): Binding {
  const status = Number(Object.keys(route.answers)[0])
  return bound(
    route,
    (call: Call<Path, Query, Body, Params>) => TE.map((body) => ({ status, body }))(handle(call)),
    refine,
  )
}

/** Binds a description to a handler that chooses status or headers. */
export function bindAnswer<
  Path extends string,
  Answers extends AnswerCodecs,
  Errors extends RouteErrors,
  Query extends QueryCodecs,
  Body extends t.Mixed | undefined,
  Params extends object,
>(
  route: Route<Path, Answers, Errors, Query, Body, Params>,
  handle: (call: Call<Path, Query, Body, Params>) => TE.TaskEither<FailureOf<Errors>, AnswerOf<Answers>>,
  refine?: Refine<Errors>,
): Binding {
  return bound(route, handle, refine)
}

type Refine<Errors extends RouteErrors> = (invalid: InvalidInput) => InvalidInput | FailureOf<Errors>

function bound<Path extends string, Query extends QueryCodecs, Body extends t.Mixed | undefined, Params extends object>(
  route: Route<Path, AnswerCodecs, RouteErrors, Query, Body, Params>,
  handle: (call: Call<Path, Query, Body, Params>) => TE.TaskEither<Tagged<string>, AnyAnswer>,
  refine: (invalid: InvalidInput) => Tagged<string> = identity,
): Binding {
  const refuse = (error: Tagged<string>) => E.left({ error, text: route.errors[error._tag] ?? null })
  const withoutQuery = decodeQuery(route.query, new URLSearchParams())
  const bodySchema = route.body === undefined || route.takes !== 'json' ? null : schemaOf(route.body)

  return {
    route,
    answer: async ({ params, query, body, caller, request }) => {
      const decodedQuery = query.size === 0 ? withoutQuery : decodeQuery(route.query, query)
      if (E.isLeft(decodedQuery)) return refuse(decodedQuery.left)
      const unknown = bodySchema !== null && (route.isExact || isStrict(request)) ? unknownPaths(bodySchema, body) : []
      if (unknown.length > 0) return refuse(unknownFields(unknown))
      const decodedBody = decodeBody(route.body, body)
      if (E.isLeft(decodedBody)) return refuse(refine(decodedBody.left))
      const parsedParams = parseParams<Path, Params>(route.params, params)
      if (E.isLeft(parsedParams)) return refuse(parsedParams.left)
      const result = await handle({
        params: parsedParams.right,
        query: decodedQuery.right,
        body: decodedBody.right,
        caller,
        request,
      })()
      return E.isLeft(result) ? refuse(result.left) : E.right(toReply(route, result.right))
    },
  }
}

/** True for a client that wants fields refused which its route does not take. */
const isStrict = ({ headers }: IncomingMessage): boolean => headers[STRICT_HEADER.toLowerCase()] === '1'

/** Answer of any route. */
interface AnyAnswer {
  readonly status: number
  /** Encoded by the codec of the status. */
  readonly body?: unknown
  /** The body as JSON that is encoded already. */
  readonly jsonBytes?: Buffer
  /** The body as JSON that is encoded while it is sent. */
  readonly jsonContent?: Content
  readonly content?: Content
  readonly stream?: WriteStream
  readonly headers?: Readonly<Record<string, string>>
  readonly afterwards?: () => Promise<unknown>
  readonly fault?: Unavailable
}

const toReply = (
  { answers, isTagged }: Pick<Route, 'answers' | 'isTagged'>,
  { status, body, jsonBytes, jsonContent, content, stream, headers = {}, afterwards, fault }: AnyAnswer,
): Reply => ({
  status,
  isTagged: isTagged && status === 200,
  headers: jsonContent === undefined ? headers : { 'Content-Type': JSON_TYPE, ...headers },
  ...(stream !== undefined
    ? { stream, headers: { 'Content-Type': mediaTypeOf(answers[status]) ?? '', ...headers } }
    : content !== undefined
      ? { content }
      : jsonContent !== undefined
        ? { content: jsonContent }
        : jsonBytes !== undefined
          ? { bytes: jsonBytes }
          : { json: answers[status]?.encode(body) as unknown }),
  ...(afterwards === undefined ? {} : { afterwards }),
  ...(fault === undefined ? {} : { fault: faultText(fault) }),
})

function parseParams<Path extends string, Params extends object>(
  parsers: Params,
  texts: Readonly<Record<string, string>>,
): E.Either<Tagged<string>, ParamsOf<Path, Params>> {
  const read: Record<string, unknown> = { ...texts }
  for (const [name, parse] of Object.entries(parsers) as ReadonlyArray<[string, ParamParser]>) {
    const parsed = parse(texts[name] ?? '')
    if (E.isLeft(parsed)) return parsed
    read[name] = parsed.right
  }
  return E.right(read as ParamsOf<Path, Params>)
}

function decodeQuery<Query extends QueryCodecs>(
  codecs: Query,
  query: URLSearchParams,
): E.Either<InvalidQuery, QueryOf<Query>> {
  const read: Record<string, unknown> = {}
  const wrong: string[] = []
  for (const [key, codec] of Object.entries(codecs)) {
    const value: E.Either<unknown, unknown> = codec.decode(query.getAll(key))
    if (E.isLeft(value)) wrong.push(key)
    else read[key] = value.right
  }
  return wrong.length > 0 ? E.left(invalidQuery(wrong)) : E.right(read as QueryOf<Query>)
}

function decodeBody<Body extends t.Mixed | undefined>(
  codec: Body,
  body: unknown,
): E.Either<InvalidInput, BodyOf<Body>> {
  return codec === undefined
    ? E.right(undefined as BodyOf<Body>)
    : (decode(codec, body) as E.Either<InvalidInput, BodyOf<Body>>)
}
