import type { IncomingMessage } from 'node:http'
import { Router, type RouterMiddleware } from '@koa/router'
import type Koa from 'koa'
import type { Middleware } from 'koa'
import { makeAnswerQueues, type AnswerQueues } from './answer-queues.js'
import { BODY_LIMITS, bodyReader, type BodyKind, type BodyKindLimits } from './body.js'
import { failure, type Reply } from './reply.js'
import { sendContent } from './send-content.js'
import { send } from './send.js'
import type { AppState } from './state.js'

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
  /** Segments, each literal or, from the third on, `:name`, which takes one that is not empty; a literal goes before it. */
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

/** Gives an application the middleware that answers every request which comes so far. */
export type Api = (app: Koa<AppState>) => void

interface State<Caller> extends AppState {
  caller: Caller
}

/**
 * Routers with a stack of middleware for each endpoint: gate, body, answer. Nothing of a body is read before the gate has
 * let its sender in. Throws when two endpoints are the same.
 */
export function makeApi<Needs, Caller>(options: ApiOptions<Needs, Caller>): Api {
  const { endpoints, admit, bodyLimits = BODY_LIMITS } = options
  /** A router tries its routes one by one, so there is one for each literal path and one for the rest of each area. */
  const routers = new Map<string, Router<State<Caller>>>()
  const routerOf = (path: string): Router<State<Caller>> => {
    const key = path.includes(':') ? areaOf(path) : path
    if (key.startsWith(':')) throw new Error(`no area in ${path}`)
    const router = routers.get(key) ?? new Router({ exclusive: 'specificity', sensitive: true })
    routers.set(key, router)
    return router
  }

  const gate =
    (needs: Needs | null): Middleware<State<Caller>> =>
    async (ctx, next) => {
      const admission = await admit(ctx.req, needs)
      if (admission._tag === 'refused') {
        send(ctx, admission.reply)
        return
      }
      ctx.state.caller = admission.caller
      await next()
    }

  const answersInOrder = makeAnswerQueues()
  for (const { method, path, needs, takes, answer, queueOf } of endpoints) {
    const router = routerOf(path)
    const name = `${method} ${path.replace(/:\w+/g, ':')}`
    if (router.route(name) !== false) throw new Error(`two routes for ${name}`)
    router.register(
      path,
      [method],
      [gate(needs), ...bodyReader(takes, bodyLimits), answerWith(answer, answersInOrder, queueOf)],
      { name },
    )
  }

  const routes = new Map([...routers].map(([key, router]) => [key, router.routes()]))
  const find: Find<Caller> = async (ctx, next) => {
    const { path } = ctx.state.target
    ctx.newRouterPath = path
    const literal = routes.get(path.endsWith('/') ? path.slice(0, -1) : path)
    const area = routes.get(areaOf(path))
    const beyond = (): Promise<unknown> => (area === undefined ? next() : (area(ctx, next) as Promise<unknown>))
    await (literal === undefined ? beyond() : literal(ctx, beyond))
  }
  return (app) =>
    app
      .use(find)
      .use(gate(null))
      .use((ctx) => {
        send(ctx, failure(404, 'NotFound', 'Not found'))
      })
}

/** What the router needs in a context beside our state. */
type Find<Caller> = ReturnType<Router<State<Caller>, { newRouterPath?: string }>['routes']>

/** `sessions` of `/api/sessions/:name`; no path is called so, as paths begin with a slash. */
const areaOf = (path: string): string => path.split('/', 3)[2] ?? ''

const answerWith =
  <Caller>(
    answer: (exchange: Exchange<Caller>) => Promise<Reply>,
    queues: AnswerQueues,
    queueOf: ApiEndpoint<unknown, Caller>['queueOf'],
  ): RouterMiddleware<State<Caller>> =>
  async (ctx) => {
    const { target, body, caller } = ctx.state
    const turn = queueOf === undefined ? undefined : queues.enter(queueOf(ctx.params), ctx.res)
    const reply = await answer({ request: ctx.req, params: ctx.params, query: target.query, body, caller })
    if (turn !== undefined) await turn()
    send(ctx, reply)
    if (reply.content !== undefined) await sendContent(ctx, reply.content)
  }
