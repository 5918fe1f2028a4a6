import type * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import type { Unavailable } from '../../../../application/shared/errors.js'
import type { Admitted } from '../../../../domain/access/principal.js'
import type { RateClass } from '../../../../domain/access/rate.js'
import type { Tagged } from '../../../../domain/shared/tagged.js'
import { always, jsonOf, type SourceOf } from '../../../../infrastructure/codec/json-of.js'
import type { BodyKind } from '../../../../infrastructure/http/body.js'
import type { Form } from '../../../../infrastructure/http/form.js'
import type { Content, WriteStream } from '../../../../infrastructure/http/reply.js'
import type { BytesCodec, FormCodec, MediaCodec, StreamCodec } from './bytes.codec.js'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Codecs of what a route answers, by status. `t.void` answers with no body, `bytes` with content that is no JSON. */
export type AnswerCodecs = Readonly<Record<number, t.Mixed>>

/** A codec for each key of the query; see `QueryCodec`. */
export type QueryCodecs = Readonly<Record<string, t.Mixed>>

/**
 * Errors that a route may answer beside those of access control and of decoding. A text replaces the usual words of
 * its row, `null` keeps them.
 */
export type RouteErrors = Readonly<Record<string, string | null>>

/** Names of the parameters in a path: `/api/sessions/:name` has `name`. */
type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

/** Parser of a path parameter. */
export type ParamParser = (text: string) => E.Either<Tagged<string>, unknown>

/** The parameters of a path as they are written into an address. */
export type ParamTexts<Path extends string> = { readonly [Name in ParamNames<Path>]: string }

/** The parameters of a path as a handler gets them. */
export type ParamsOf<Path extends string, Params extends object> = {
  readonly [Name in ParamNames<Path>]: Name extends keyof Params ? ParsedBy<Params[Name]> : string
}

type ParsedBy<Parser> = Parser extends (text: string) => E.Either<unknown, infer A> ? A : never

export type QueryOf<Query extends QueryCodecs> = { readonly [Key in keyof Query]: t.TypeOf<Query[Key]> }

export type BodyOf<Body extends t.Mixed | undefined> = Body extends FormCodec
  ? Form
  : Body extends MediaCodec
    ? Uint8Array
    : Body extends t.Mixed
      ? t.TypeOf<Body>
      : undefined

type Carried<Codec extends t.Mixed> = Codec extends BytesCodec
  ? { readonly content: Content }
  : Codec extends StreamCodec
    ? { readonly stream: WriteStream }
    : { readonly body: SourceOf<Codec> } | { readonly jsonBytes: Buffer } | { readonly jsonContent: Content }

/** Source of the only answer; `never` for routes with several answers. */
export type OnlySourceOf<Answers extends AnswerCodecs> = {
  readonly [Status in keyof Answers]: Exclude<keyof Answers, Status> extends never ? SourceOf<Answers[Status]> : never
}[keyof Answers]

/** Answer of a handler: one of the described statuses with what its codec encodes. */
export type AnswerOf<Answers extends AnswerCodecs> = {
  readonly [Status in keyof Answers & number]: {
    readonly status: Status
    readonly headers?: Readonly<Record<string, string>>
    /** See `Reply`. */
    readonly afterwards?: () => Promise<unknown>
    /** Failure to log although the request is answered. */
    readonly fault?: Unavailable
  } & Carried<Answers[Status]>
}[keyof Answers & number]

/** One route, as data: the router, the client, the OpenAPI document and the derived tests all read this. */
export interface Route<
  Path extends string = string,
  Answers extends AnswerCodecs = AnswerCodecs,
  Errors extends RouteErrors = RouteErrors,
  Query extends QueryCodecs = QueryCodecs,
  Body extends t.Mixed | undefined = t.Mixed | undefined,
  Params extends object = object,
> {
  readonly method: Method
  /** `:name` takes one whole segment, percent-decoded. */
  readonly path: Path
  /** A `ParamParser` for parameters that are more than the text of their segment. */
  readonly params: Params
  /** Principals that may call the route; there is no default. */
  readonly tokens: Admitted
  readonly rate: RateClass
  readonly query: Query
  /** Kind of body that is read. Defaults to JSON when `body` is given, and to no body otherwise. */
  readonly takes: BodyKind
  /** True when answers for one session, the `:name` of the path, leave in the order of their requests. */
  readonly inOrder: boolean
  /** True when unknown fields of the body are always refused, since one that is ignored would change what the request does. */
  readonly isExact: boolean
  /** True when the answer has an `ETag`, and a request whose `If-None-Match` names it is answered with 304. */
  readonly isTagged: boolean
  /** Parameters of requests that come so often that they are answered in front of Koa; a path without any always is. */
  readonly inFront: ReadonlyArray<ParamTexts<Path>>
  /** Request headers that the operation reads beside those of all, with their meaning. */
  readonly headers: Readonly<Record<string, string>>
  /** Codec of the body. A missing body is decoded as `{}`. */
  readonly body: Body
  readonly answers: Answers
  readonly errors: Errors
  /** One line for the API document. */
  readonly summary: string
}

/** Answer that says no more than that the request was carried out. */
export const Ok = jsonOf<unknown>()({ ok: always(true) })

type NoQuery = { readonly [Key in never]: t.Mixed }

type Optional = 'params' | 'query' | 'takes' | 'body' | 'inOrder' | 'inFront' | 'isExact' | 'isTagged' | 'headers'

/** Describes a route; a query or body that is left out is not taken. A parser fails with errors that the route names. */
export function route<
  const Path extends string,
  const Answers extends AnswerCodecs,
  const Errors extends RouteErrors,
  const Query extends QueryCodecs = NoQuery,
  Body extends t.Mixed | undefined = undefined,
  const Params extends { readonly [Name in ParamNames<Path>]?: ParserOf<Errors> } = object,
>(
  description: Omit<Route<Path, Answers, Errors, Query, Body>, Optional> & {
    readonly params?: Params
    readonly query?: Query
    readonly takes?: BodyKind
    readonly inOrder?: boolean
    readonly isExact?: boolean
    readonly isTagged?: boolean
    readonly headers?: Readonly<Record<string, string>>
    readonly inFront?: ReadonlyArray<ParamTexts<Path>>
    readonly body?: Body
  },
): Route<Path, Answers, Errors, Query, Body, Params> {
  const takes = description.body === undefined ? 'none' : 'json'
  return {
    params: {} as Params,
    query: {} as Query,
    takes,
    inOrder: false,
    isExact: false,
    isTagged: false,
    headers: {},
    inFront: [],
    body: undefined as Body,
    ...description,
  }
}

type ParserOf<Errors extends RouteErrors> = (text: string) => E.Either<Tagged<keyof Errors & string>, unknown>

/** Request header with which a body's unknown fields are refused: `X-Penates-Strict: 1`. Without it they are ignored. */
export const STRICT_HEADER = 'X-Penates-Strict'
