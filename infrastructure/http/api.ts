import type { IncomingMessage } from 'node:http'
import { Router } from '@koa/router'
import type Koa from 'koa'
import type { DefaultState } from 'koa'
import { detach, guarded } from '../guard/guard.js'
import { makeAnswerQueues } from './answer-queues.js'
import { BODY_LIMITS, bodyReader, type BodyKind, type BodyKindLimits } from './body.js'
import { failure, type Reply } from './reply.js'
import { sendWhole } from './send-content.js'
import { send } from './send.js'
import type { AppContext, KoaExtras } from './state.js'

/** Parameters of a path by name. */
type Params = Readonly<Record<string, string>>

/** A request that the gate let in. */
export interface Exchange<Caller> {
  readonly request: IncomingMessage
  /** Percent-decoded; a broken escape stays as it is: no grammar of names takes a `%`, so the route itself refuses it. */
  readonly params: Params
  readonly query: URLSearchParams
  /** Parsed JSON; `undefined` for endpoints that take no body. */
  readonly body: unknown
  readonly caller: Caller
}

export type ApiMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Requirement, body and handler of an endpoint. */
interface Answering<Needs, Caller> {
  readonly needs: Needs
  readonly takes: BodyKind
  readonly answer: (exchange: Exchange<Caller>) => Promise<Reply>
  /** Queue whose answers leave in the order of their requests; all are worked on at once. Left out: none. */
  readonly queueOf?: (params: Params) => string
}

/** One thing that can be asked for. */
export interface ApiEndpoint<Needs, Caller> extends Answering<Needs, Caller> {
  /** HEAD is answered by GET. */
  readonly method: ApiMethod
  /** Segments, each literal or `:name`, which takes one that is not empty; a path with fewer parameters goes first. */
  readonly path: string
  /** Parameters of the requests that are answered in front of Koa. Left out: none. A path without parameters always is. */
  readonly inFront?: ReadonlyArray<Params>
}

export type Admission<Caller> =
  | {
      readonly _tag: 'admitted'
      readonly caller: Caller
      /** Calls its argument when the caller's right ends before the answer does. Returns an unsubscribe function. */
      readonly follow?: (end: () => void) => () => void
    }
  | { readonly _tag: 'refused'; readonly reply: Reply }

export interface ApiOptions<Needs, Caller> {
  readonly endpoints: ReadonlyArray<ApiEndpoint<Needs, Caller>>
  /** Decides from the head alone. `null` is a path that leads nowhere: even that is told to callers only. */
  readonly admit: (request: IncomingMessage, needs: Needs | null, params: Params) => Promise<Admission<Caller>>
  readonly bodyLimits?: BodyKindLimits
}

const PART = 'end of a right'

type Answer = (ctx: AppContext, params: Params) => Promise<void>

export interface Api {
  /** Adds the middleware that answers every request which comes so far. */
  readonly addTo: (app: Koa<DefaultState, KoaExtras>) => void
  /** Answers to requests that need neither Koa nor its router, by method and target: `POST /api/hooks/Stop`. */
  readonly inFront: ReadonlyMap<string, (ctx: AppContext) => Promise<void>>
}

/** Throws when two endpoints are the same. */
export function makeApi<Needs, Caller>(options: ApiOptions<Needs, Caller>): Api {
  const { endpoints, admit, bodyLimits = BODY_LIMITS } = options
  const router = new Router<DefaultState, KoaExtras>({ exclusive: 'specificity', sensitive: true })
  const inFront = new Map<string, (ctx: AppContext) => Promise<void>>()
  const queues = makeAnswerQueues()

  /** Gate, body, answer. Nothing of a body is read before the gate has let its sender in. */
  const answering = (endpoint: Answering<Needs | null, Caller>): Answer => {
    const { needs, takes, answer, queueOf } = endpoint
    const readBody = bodyReader(takes, bodyLimits)
    return async (ctx, params) => {
      const { req, res, target } = ctx
      res.setHeader('Cache-Control', 'no-store')
      const admission = await admit(req, needs, params)
      if (admission._tag === 'refused') {
        send(ctx, admission.reply)
        return
      }
      if (admission.follow !== undefined) {
        const unfollow = admission.follow(guarded(PART, () => res.destroy()))
        res.once('close', guarded(PART, unfollow))
      }
      const body = await readBody(ctx)
      if (body === null) return
      const turn = queueOf === undefined ? undefined : queues.enter(queueOf(params), res)
      const exchange = { request: req, params, query: target.query, body: body.value, caller: admission.caller }
      const reply = await answer(exchange)
      if (turn !== undefined) await turn()
      await sendWhole(ctx, reply)
      if (reply.afterwards !== undefined) detach('work after an answer', reply.afterwards)
    }
  }

  for (const endpoint of endpoints) {
    const { method, path } = endpoint
    const name = `${method} ${path.replace(/:\w+/g, ':')}`
    if (router.route(name) !== false) throw new Error(`two routes for ${name}`)
    const answer = answering(endpoint)
    router.register(path, [method], [(ctx) => answer(ctx, ctx.params)], { name })
    const known: ReadonlyArray<Params> = path.includes(':') ? (endpoint.inFront ?? []) : [{}]
    for (const params of known) {
      const target = path.replace(/:(\w+)/g, (_, parameter: string) => params[parameter] ?? '')
      inFront.set(`${method} ${target}`, (ctx) => answer(ctx, params))
    }
  }

  /** Answer to a path or method that no endpoint has. */
  const without = (reply: Reply): Answer =>
    answering({ needs: null, takes: 'none', answer: () => Promise.resolve(reply) })
  const nowhere = without(failure(404, 'NotFound', 'Not found'))
  return {
    addTo: (app) =>
      app.use(router.routes()).use((ctx) => {
        const methods = [...new Set((ctx.matched ?? []).flatMap((layer) => layer.methods))].sort()
        if (methods.length === 0) return nowhere(ctx, {})
        const wrong = failure(405, 'MethodNotAllowed', 'Method not allowed', { Allow: methods.join(', ') })
        return without(wrong)(ctx, {})
      }),
    inFront,
  }
}
