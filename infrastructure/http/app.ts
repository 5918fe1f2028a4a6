import type { IncomingMessage, ServerResponse } from 'node:http'
import Koa from 'koa'
import type { DefaultState, ParameterizedContext } from 'koa'
import { detach, guarded } from '../guard/guard.js'
import type { Api } from './api.js'
import { drain } from './drain.js'
import { failure, type Reply } from './reply.js'
import { sendWhole } from './send-content.js'
import { send } from './send.js'
import type { AppContext, KoaContext, KoaExtras } from './state.js'
import type { StaticFiles } from './static-files.js'
import { NO_TARGET, readTarget } from './target.js'

/** One line of the request log. The path is without its query, where tokens of old clients would be. */
export interface RequestLine {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly durationMs: number
  /** Fault behind the answer; `null` when there was none. */
  readonly fault: string | null
}

export interface HttpAppOptions {
  readonly api: Api
  readonly files: StaticFiles
  /** Body of `GET /healthz`. */
  readonly health: () => Promise<unknown>
  /** Pages beside the API and the client's files, by path; each decides by itself who may see it. */
  readonly pages?: ReadonlyMap<string, (request: IncomingMessage) => Promise<Reply>>
  /**
   * Listeners beside the API, by path, for every method; each decides by itself who may call it. `null` when it has
   * answered the request by itself.
   */
  readonly listeners?: ReadonlyMap<
    string,
    (request: IncomingMessage, response: ServerResponse) => Promise<Reply | null>
  >
  /** True when the `Host` header names this hub; the API checks this itself. */
  readonly isOwnHost: (request: IncomingMessage) => boolean
  /** Set on every response; see `securityHeaders`. */
  readonly headers: Readonly<Record<string, string>>
  readonly onRequest: (line: RequestLine) => void
  /** Wraps the answering of each request, as a span does; `work` never rejects. */
  readonly around?: (method: string, work: () => Promise<RequestLine>) => Promise<RequestLine>
  /** A handler threw: a defect of ours. The client saw 500 and nothing of it. */
  readonly onDefect: (error: unknown, method: string, path: string) => void
}

/** Listener of an HTTP server. */
export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void

const HEALTH = '/healthz'
/** Codes of node for the other side leaving, in the middle of a request or of a response. `HPE_`: its parser's. */
const CONNECTION_FAULT = /^(HPE_.*|ECONN.*|EPIPE|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE)$/

/** Status in the log of a request whose client left before an answer was sent; nginx(8) calls it so too. */
const CLIENT_LEFT = 499

/** The HTTP side of the hub as one listener. It listens nowhere and starts nothing by itself. */
export function httpApp(options: HttpAppOptions): RequestListener {
  const { api, files, health, pages, listeners, isOwnHost, headers, onRequest, onDefect, around } = options
  const fixedHeaders = Object.entries(headers)
  const noteRequest = guarded('request log', onRequest)
  const noteDefect = guarded('http request', onDefect)

  /** Answers a request, with what all answers have: security headers, request log, defects, the rest of a body. */
  const handle = async (ctx: AppContext, answer: () => Promise<void>): Promise<void> => {
    const { req, res } = ctx
    const method = req.method ?? ''
    const { path } = ctx.target
    const fail = (error: unknown): void => {
      // An answer that has begun is left alone: the code that sends it ends it or cuts the connection.
      if (!res.headersSent) send(ctx, failure(500, 'InternalError', 'Internal error'))
      noteDefect(error, method, path)
    }
    const startedAt = performance.now()
    res.statusCode = CLIENT_LEFT
    for (const [name, value] of fixedHeaders) res.setHeader(name, value)
    const work = async (): Promise<RequestLine> => {
      await answer().catch(fail)
      drain(req)
      const durationMs = performance.now() - startedAt
      return { method, path, status: res.statusCode, durationMs, fault: ctx.fault ?? null }
    }
    try {
      const line = await (around === undefined ? work() : around(method, work))
      if (path !== HEALTH) noteRequest(line)
    } catch (error) {
      fail(error)
    }
  }

  const answer = async (ctx: KoaContext, next: () => Promise<void>): Promise<void> => {
    const { req, res, target } = ctx
    const page = pages?.get(target.path)
    const listener = listeners?.get(target.path)
    if (target === NO_TARGET) {
      send(ctx, failure(400, 'InvalidTarget', 'Invalid request target'))
    } else if (target.path === '/api' || target.path.startsWith('/api/')) {
      await next()
    } else if (listener !== undefined) {
      const reply = await listener(req, res)
      if (reply !== null) send(ctx, reply)
    } else if (req.method !== 'GET' && req.method !== 'HEAD') {
      send(ctx, failure(405, 'MethodNotAllowed', 'Method not allowed', { Allow: 'GET, HEAD' }))
    } else if (target.path === HEALTH) {
      send(ctx, { status: 200, headers: { 'Cache-Control': 'no-store' }, json: await health() })
    } else if (page !== undefined) {
      await sendWhole(ctx, await page(req))
    } else if (!isOwnHost(req)) {
      send(ctx, failure(403, 'ForeignHost', 'Host not allowed: name it in PUBLIC_HOSTS'))
    } else {
      ctx.respond = true
      await files(ctx, target.path)
    }
  }

  const app = new Koa<DefaultState, KoaExtras>()
  app.use((ctx, next) => {
    ctx.respond = false
    ctx.target = readTarget(ctx.req.url) ?? NO_TARGET
    ctx.newRouterPath = ctx.target.path
    return handle(ctx, () => answer(ctx, next))
  })
  api.addTo(app)
  // Errors while a file is being sent. A closed connection is not a defect.
  app.on(
    'error',
    guarded('http error', (error: NodeJS.ErrnoException, ctx?: ParameterizedContext) => {
      if (!CONNECTION_FAULT.test(error.code ?? '')) onDefect(error, ctx?.method ?? '', ctx?.path ?? '')
    }),
  )

  const koa = app.callback()
  return (req, res) => {
    const inFront = api.inFront.get(`${req.method ?? ''} ${req.url ?? ''}`)
    const work = (): Promise<void> => {
      if (inFront === undefined) return koa(req, res)
      const ctx = { req, res, target: readTarget(req.url) ?? NO_TARGET }
      return handle(ctx, () => inFront(ctx))
    }
    detach('http request', work, () => res.destroy())
  }
}
