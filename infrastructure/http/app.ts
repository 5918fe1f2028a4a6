import type { IncomingMessage, ServerResponse } from 'node:http'
import Koa from 'koa'
import type { ParameterizedContext } from 'koa'
import { detach, guarded } from '../guard/guard.js'
import type { Api } from './api.js'
import { drain } from './drain.js'
import { failure, type Reply } from './reply.js'
import { sendContent } from './send-content.js'
import { send } from './send.js'
import type { AppContext, AppState } from './state.js'
import type { StaticFiles } from './static-files.js'
import { readTarget } from './target.js'

/** One line of the request log. The path is without its query, where tokens of old clients would be. */
export interface RequestLine {
  readonly method: string
  readonly path: string
  readonly status: number
  readonly durationMs: number
  /** What failed behind the answer; `null` when nothing did. */
  readonly fault: string | null
}

export interface HttpAppOptions {
  readonly api: Api
  readonly files: StaticFiles
  /** Body of `GET /healthz`. */
  readonly health: () => Promise<unknown>
  /** Pages beside the API and the client's files, by path; each decides by itself who may see it. */
  readonly pages?: ReadonlyMap<string, (request: IncomingMessage) => Promise<Reply>>
  /** Whether the `Host` header names this hub; the API asks for itself. */
  readonly isOwnHost: (request: IncomingMessage) => boolean
  /** Set on every response; see `securityHeaders`. */
  readonly headers: Readonly<Record<string, string>>
  readonly onRequest: (line: RequestLine) => void
  /** Wraps the answering of each request, as a span does; `work` never rejects. */
  readonly around?: (method: string, work: () => Promise<RequestLine>) => Promise<RequestLine>
  /** A handler threw: a defect of ours. The client saw 500 and nothing of it. */
  readonly onDefect: (error: unknown, method: string, path: string) => void
}

export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void

const HEALTH = '/healthz'
const NO_STORE = 'no-store'
/** Codes of node for the other side leaving, in the middle of a request or of a response. `HPE_`: its parser's. */
const CONNECTION_FAULT = /^(HPE_.*|ECONN.*|EPIPE|ETIMEDOUT|ERR_STREAM_PREMATURE_CLOSE)$/

async function sendWhole(ctx: AppContext, reply: Reply): Promise<void> {
  send(ctx, reply)
  if (reply.content !== undefined) await sendContent(ctx, reply.content)
}

/** The HTTP side of the hub as one listener. It listens nowhere and starts nothing by itself. */
export function httpApp(options: HttpAppOptions): RequestListener {
  const { api, files, health, pages, isOwnHost, headers, onRequest, onDefect, around } = options
  const app = new Koa<AppState>()
  const fixedHeaders = Object.entries(headers)

  const answer = async (ctx: AppContext, next: () => Promise<unknown>): Promise<RequestLine> => {
    const startedAt = performance.now()
    const target = readTarget(ctx.req.url)
    const path = target?.path ?? ''
    for (const [name, value] of fixedHeaders) ctx.res.setHeader(name, value)
    try {
      if (target === null) {
        send(ctx, failure(400, 'InvalidTarget', 'Invalid request target'))
      } else {
        ctx.state.target = target
        await next()
      }
    } catch (error) {
      onDefect(error, ctx.method, path)
      // What is on its way cannot be taken back; who sent it has cut the connection.
      if (!ctx.res.headersSent) send(ctx, failure(500, 'InternalError', 'Internal error'))
    }
    drain(ctx.req)
    return {
      method: ctx.req.method ?? '',
      path,
      status: ctx.res.statusCode,
      durationMs: performance.now() - startedAt,
      fault: ctx.state.fault ?? null,
    }
  }

  app.use(async (ctx, next) => {
    const answered = () => answer(ctx, next)
    const line = await (around === undefined ? answered() : around(ctx.req.method ?? '', answered))
    if (line.path !== HEALTH) onRequest(line)
  })

  app.use((ctx, next) => {
    const { path } = ctx.state.target
    if (path !== '/api' && !path.startsWith('/api/')) return beside(ctx, path)
    ctx.res.setHeader('Cache-Control', NO_STORE)
    return next()
  })

  /** Everything beside the API. */
  const beside = async (ctx: AppContext, path: string): Promise<void> => {
    const page = pages?.get(path)
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      send(ctx, failure(405, 'MethodNotAllowed', 'Method not allowed', { Allow: 'GET, HEAD' }))
    } else if (path === HEALTH) {
      send(ctx, { status: 200, headers: { 'Cache-Control': NO_STORE }, json: await health() })
    } else if (page !== undefined) {
      await sendWhole(ctx, await page(ctx.req))
    } else if (!isOwnHost(ctx.req)) {
      send(ctx, failure(403, 'ForeignHost', 'Host not allowed: name it in PUBLIC_HOSTS'))
    } else {
      await files(ctx, path)
    }
  }

  api(app)

  // What breaks while a response goes out. That a client is gone is no defect.
  app.on(
    'error',
    guarded('http error', (error: NodeJS.ErrnoException, ctx?: ParameterizedContext) => {
      if (!CONNECTION_FAULT.test(error.code ?? '')) onDefect(error, ctx?.method ?? '', ctx?.path ?? '')
    }),
  )

  const handle = app.callback()
  return (request, response) =>
    detach(
      'http request',
      () => handle(request, response),
      () => response.destroy(),
    )
}
