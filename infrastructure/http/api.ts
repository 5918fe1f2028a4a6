import type { IncomingMessage } from 'node:http'
import { Router, type RouterMiddleware } from '@koa/router'
import type Koa from 'koa'
import type { Middleware } from 'koa'
import { BODY_LIMITS, bodyReader, type BodyKind, type BodyKindLimits } from './body.js'
import { failure, type Reply } from './reply.js'
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
  /** Segments, each literal or `:name`, which takes one that is not empty; a literal goes before it. */
  readonly path: string
  readonly needs: Needs
  readonly takes: BodyKind
  readonly answer: (exchange: Exchange<Caller>) => Promise<Reply>
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
 * A router with a stack of middleware for each endpoint: gate, body, answer. Nothing of a body is read before the gate has
 * let its sender in. Throws when two endpoints are the same.
 */
export function makeApi<Needs, Caller>(options: ApiOptions<Needs, Caller>): Api {
  const { endpoints, admit, bodyLimits = BODY_LIMITS } = options
  const router = new Router<State<Caller>>({ exclusive: 'specificity', sensitive: true })

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

  for (const { method, path, needs, takes, answer } of endpoints) {
    const name = `${method} ${path.replace(/:\w+/g, ':')}`
    if (router.route(name) !== false) throw new Error(`two routes for ${name}`)
    router.register(path, [method], [gate(needs), ...bodyReader(takes, bodyLimits), answerWith(answer)], { name })
  }

  return (app) =>
    app
      .use<AppState, { newRouterPath?: string }>((ctx, next) => {
        ctx.newRouterPath = ctx.state.target.path
        return next()
      })
      .use(router.routes())
      .use(gate(null))
      .use((ctx) => {
        send(ctx, failure(404, 'Not found'))
      })
}

const answerWith =
  <Caller>(answer: (exchange: Exchange<Caller>) => Promise<Reply>): RouterMiddleware<State<Caller>> =>
  async (ctx) => {
    const { target, body, caller } = ctx.state
    send(ctx, await answer({ request: ctx.req, params: ctx.params, query: target.query, body, caller }))
  }
