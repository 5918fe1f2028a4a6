import type { IncomingMessage } from 'node:http'
import { detach } from '../guard/guard.js'
import { makeAnswerQueues } from './answer-queues.js'
import { BODY_LIMITS, bodyReader, type BodyKind, type BodyKindLimits } from './body.js'
import { failure, type Reply } from './reply.js'
import { sendContent } from './send-content.js'
import { send } from './send.js'
import { makePathTable } from './path-table.js'
import type { AppContext } from './state.js'

/** A request that the gate let in. */
export interface Exchange<Caller> {
  readonly request: IncomingMessage
  /** Percent-decoded; a broken escape stays as it is: no grammar of names takes a `%`, so the route itself refuses it. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Parsed JSON; `undefined` for endpoints that take no body. */
  readonly body: unknown
  readonly caller: Caller
}

export type ApiMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One thing that can be asked for. */
export interface ApiEndpoint<Needs, Caller> {
  /** HEAD is answered by GET. */
  readonly method: ApiMethod
  /** See `PathTable`. */
  readonly path: string
  readonly needs: Needs
  readonly takes: BodyKind
  readonly answer: (exchange: Exchange<Caller>) => Promise<Reply>
  /** Queue whose answers leave in the order of their requests; all are worked on at once. Left out: none. */
  readonly queueOf?: (params: Readonly<Record<string, string>>) => string
}

export type Admission<Caller> =
  { readonly _tag: 'admitted'; readonly caller: Caller } | { readonly _tag: 'refused'; readonly reply: Reply }

export interface ApiOptions<Needs, Caller> {
  readonly endpoints: ReadonlyArray<ApiEndpoint<Needs, Caller>>
  /** Decides from the head alone. `null` is a path that leads nowhere: even that is told to callers only. */
  readonly admit: (request: IncomingMessage, needs: Needs | null) => Promise<Admission<Caller>>
  readonly bodyLimits?: BodyKindLimits
}

/** Answers one request for a path of the API. */
export type Api = (ctx: AppContext) => Promise<void>

/**
 * Gate, body and answer of every endpoint. Nothing of a body is read before the gate has let its sender in. Throws when two
 * endpoints are the same.
 */
export function makeApi<Needs, Caller>(options: ApiOptions<Needs, Caller>): Api {
  const { endpoints, admit, bodyLimits = BODY_LIMITS } = options
  const queues = makeAnswerQueues()

  const prepared = endpoints.map((endpoint) => ({ ...endpoint, readBody: bodyReader(endpoint.takes, bodyLimits) }))
  const table = makePathTable(prepared)

  return async (ctx) => {
    const { req, res, target } = ctx
    const found = table.find(req.method === 'HEAD' ? 'GET' : (req.method ?? ''), target.path)
    const admission = await admit(req, found === null ? null : found.entry.needs)
    if (admission._tag === 'refused') {
      send(ctx, admission.reply)
      return
    }
    if (found === null) {
      send(ctx, failure(404, 'NotFound', 'Not found'))
      return
    }
    const { entry, params } = found
    const body = await entry.readBody(ctx)
    if (body === null) return
    const { queueOf } = entry
    const turn = queueOf === undefined ? undefined : queues.enter(queueOf(params), res)
    const exchange = { request: req, params, query: target.query, body: body.value, caller: admission.caller }
    const reply = await entry.answer(exchange)
    if (turn !== undefined) await turn()
    send(ctx, reply)
    if (reply.content !== undefined) await sendContent(ctx, reply.content)
    if (reply.afterwards !== undefined) detach('work after an answer', reply.afterwards)
  }
}
