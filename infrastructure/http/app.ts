import type { IncomingMessage, ServerResponse } from 'node:http'
import Koa from 'koa'
import type { ParameterizedContext } from 'koa'
import { detach, guarded } from '../guard/guard.js'
import type { Api } from './api.js'
import { drain } from './drain.js'
import { failure, type Reply } from './reply.js'
import { sendContent } from './send-content.js'
import { send } from './send.js'
import type { AppContext } from './state.js'
import type { StaticFiles } from './static-files.js'
import { NO_TARGET, readTarget } from './target.js'

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

/** Status in the log of a request whose client left before an answer was sent; nginx(8) calls it so too. */
const CLIENT_LEFT = 499

async function sendWhole(ctx: AppContext, reply: Reply): Promise<void> {
  send(ctx, reply)
  if (reply.content !== undefined) await sendContent(ctx, reply.content)
}

/** Answers a defect. An answer that has begun is left alone: the code that sends it ends it or cuts the connection. */
function sendFailure(ctx: AppContext): void {
  if (!ctx.res.headersSent) send(ctx, failure(500, 'InternalError', 'Internal error'))
}

/** The HTTP side of the hub as one listener. It listens nowhere and starts nothing by itself. */
export function httpApp(options: HttpAppOptions): RequestListener {
  const { api, files, health, pages, isOwnHost, headers, onRequest, onDefect, around } = options
  const fixedHeaders = Object.entries(headers)

  const noteRequest = guarded('request log', onRequest)

  /** Answers before it reports, which may fail as well. */
  const fail = (ctx: AppContext, error: unknown): void => {
    sendFailure(ctx)
    onDefect(error, ctx.req.method ?? '', ctx.target.path)
  }

  const sendFile = filesApp(files, fail, onDefect)

  /** Everything beside the API. */
  const beside = async (ctx: AppContext): Promise<void> => {
    const { req, res, target } = ctx
    const page = pages?.get(target.path)
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      send(ctx, failure(405, 'MethodNotAllowed', 'Method not allowed', { Allow: 'GET, HEAD' }))
    } else if (target.path === HEALTH) {
      send(ctx, { status: 200, headers: { 'Cache-Control': NO_STORE }, json: await health() })
    } else if (page !== undefined) {
      await sendWhole(ctx, await page(req))
    } else if (!isOwnHost(req)) {
      send(ctx, failure(403, 'ForeignHost', 'Host not allowed: name it in PUBLIC_HOSTS'))
    } else {
      await sendFile(req, res)
    }
  }

  const answer = async (req: IncomingMessage, res: ServerResponse): Promise<RequestLine> => {
    const startedAt = performance.now()
    const target = readTarget(req.url)
    const ctx: AppContext = { req, res, target: target ?? NO_TARGET }
    const { path } = ctx.target
    res.statusCode = CLIENT_LEFT
    for (const [name, value] of fixedHeaders) res.setHeader(name, value)
    try {
      if (target === null) {
        send(ctx, failure(400, 'InvalidTarget', 'Invalid request target'))
      } else if (path === '/api' || path.startsWith('/api/')) {
        res.setHeader('Cache-Control', NO_STORE)
        await api(ctx)
      } else {
        await beside(ctx)
      }
    } catch (error) {
      fail(ctx, error)
    }
    drain(req)
    return {
      method: req.method ?? '',
      path,
      status: res.statusCode,
      durationMs: performance.now() - startedAt,
      fault: ctx.fault ?? null,
    }
  }

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const answered = () => answer(request, response)
    const line = await (around === undefined ? answered() : around(request.method ?? '', answered))
    if (line.path !== HEALTH) noteRequest(line)
  }
  return (request, response) =>
    detach(
      'http request',
      () => handle(request, response),
      () => sendFailure({ req: request, res: response, target: NO_TARGET }),
    )
}

/** Sends files of the client by Koa, for their types, entity tags, conditional requests and content codings. */
function filesApp(
  files: StaticFiles,
  fail: (ctx: AppContext, error: unknown) => void,
  onDefect: HttpAppOptions['onDefect'],
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const app = new Koa()
  app.use(async (koa) => {
    const { req, res } = koa
    const target = readTarget(req.url) ?? NO_TARGET
    try {
      await files(koa, target.path)
    } catch (error) {
      koa.respond = false
      fail({ req, res, target }, error)
    }
  })
  // What breaks while a file goes out. That a client is gone is no defect.
  app.on(
    'error',
    guarded('http error', (error: NodeJS.ErrnoException, koa?: ParameterizedContext) => {
      if (!CONNECTION_FAULT.test(error.code ?? '')) onDefect(error, koa?.method ?? '', koa?.path ?? '')
    }),
  )
  return app.callback()
}
