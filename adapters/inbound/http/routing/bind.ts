import type { IncomingMessage } from 'node:http'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type * as t from 'io-ts'
import { faultText, type Unavailable } from '../../../../application/shared/errors.js'
import { decode, invalidInput, type InvalidInput } from '../../../../infrastructure/codec/decode.js'
import type { Content, Reply } from '../../../../infrastructure/http/reply.js'
import type { AppError } from '../app-error.js'
import { errorReply } from '../error-body.js'
import type { HttpCaller } from './gate.js'
import type {
  AnswerCodecs,
  AnswerOf,
  BodyOf,
  ParamParser,
  ParamsOf,
  QueryCodecs,
  QueryOf,
  Route,
  RouteErrors,
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
export type FailureOf<Errors extends RouteErrors> = Extract<AppError, { readonly _tag: keyof Errors | 'Unavailable' }>

/** A description and what answers it. */
export interface Binding {
  readonly route: Route
  readonly answer: (call: RawCall) => Promise<Reply>
}

/**
 * Binds a description to a handler. The handler is one expression: run the use case, shape the answer. It never catches:
 * a throw is a defect and answers 500. `refine` names a decoding failure better than "Invalid body" where the contract does.
 */
export function bind<
  Path extends string,
  Answers extends AnswerCodecs,
  Errors extends RouteErrors,
  Query extends QueryCodecs,
  Body extends t.Mixed | undefined,
  Params extends object,
>(
  route: Route<Path, Answers, Errors, Query, Body, Params>,
  handle: (call: Call<Path, Query, Body, Params>) => TE.TaskEither<FailureOf<Errors>, AnswerOf<Answers>>,
  refine: (invalid: InvalidInput) => AppError = (invalid) => invalid,
): Binding {
  const refuse = (error: AppError): Reply => errorReply(error, route.errors[error._tag])

  return {
    route,
    answer: async ({ params, query, body, caller, request }) => {
      const decodedQuery = decodeQuery(route.query, query)
      if (E.isLeft(decodedQuery)) return refuse(refine(decodedQuery.left))
      const decodedBody = decodeBody(route.body, body)
      if (E.isLeft(decodedBody)) return refuse(refine(decodedBody.left))
      const parsedParams = parseParams<Path, Params>(route.params, params)
      if (E.isLeft(parsedParams)) return refuse(parsedParams.left)
      const call: Call<Path, Query, Body, Params> = {
        params: parsedParams.right,
        query: decodedQuery.right,
        body: decodedBody.right,
        caller,
        request,
      }
      const result = await handle(call)()
      return E.isLeft(result) ? refuse(result.left) : toReply(result.right)
    },
  }
}

/** Answer of any route, after its codecs have checked it. */
interface AnyAnswer {
  readonly status: number
  readonly body?: unknown
  /** The body as JSON that is encoded already. */
  readonly jsonBytes?: Buffer
  readonly content?: Content
  readonly headers?: Readonly<Record<string, string>>
  readonly afterwards?: () => Promise<unknown>
  readonly fault?: Unavailable
}

const toReply = ({ status, body, jsonBytes, content, headers = {}, afterwards, fault }: AnyAnswer): Reply => ({
  status,
  headers,
  ...(content === undefined ? (jsonBytes === undefined ? { json: body } : { bytes: jsonBytes }) : { content }),
  ...(afterwards === undefined ? {} : { afterwards }),
  ...(fault === undefined ? {} : { fault: faultText(fault) }),
})

function parseParams<Path extends string, Params extends object>(
  parsers: Params,
  texts: Readonly<Record<string, string>>,
): E.Either<AppError, ParamsOf<Path, Params>> {
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
): E.Either<InvalidInput, QueryOf<Query>> {
  const read: Record<string, unknown> = {}
  const wrong: string[] = []
  for (const [key, codec] of Object.entries(codecs)) {
    const value: E.Either<unknown, unknown> = codec.decode(query.getAll(key))
    if (E.isLeft(value)) wrong.push(key)
    else read[key] = value.right
  }
  return wrong.length > 0 ? E.left(invalidInput(wrong)) : E.right(read as QueryOf<Query>)
}

function decodeBody<Body extends t.Mixed | undefined>(
  codec: Body,
  body: unknown,
): E.Either<InvalidInput, BodyOf<Body>> {
  return codec === undefined
    ? E.right(undefined as BodyOf<Body>)
    : (decode(codec, body) as E.Either<InvalidInput, BodyOf<Body>>)
}
