import * as E from 'fp-ts/lib/Either.js'
import { STATUS_CODES, type ServerResponse, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { TICKET_MS, type EnterPreview, type OpenPreviewError } from '../../../application/preview/enter-preview.js'
import { detach, guarded } from '../../../infrastructure/guard/guard.js'
import type { LocalProxy } from '../../../infrastructure/http/local-proxy.js'
import { originFormOf } from '../../../infrastructure/http/target.js'
import type { Arrival, ReadArrival } from '../http/routing/arrival.js'
import { ENTER_PATH, readEntrance, withoutOurQuery } from './entrance.js'
import { rewriteAnswer, rewriteRequest, type Between } from './rewrite.js'
import { ticketCookie, ticketOf } from './ticket-cookie.js'

const PAGES = {
  refused: [
    401,
    'Not signed in',
    'This preview opens from the hub only. Choose the port there again; a preview stays open for twelve hours.',
  ],
  nothing: [503, 'Nothing is shown', 'Choose a port in the hub.'],
  silent: [503, 'Nothing listens there', 'The dev server has stopped, or has not started yet. Start it and reload.'],
} as const

export type PreviewPage = keyof typeof PAGES

/** Answers with a small page of our own. It runs nothing and loads nothing. */
function sendPage(response: ServerResponse, page: PreviewPage, isHead: boolean): void {
  const [status, title, words] = PAGES[page]
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>body{font:14px system-ui;max-width:32em;margin:20vh auto;padding:0 16px;color-scheme:light dark}</style>
<h1>${title}</h1><p>${words}</p></html>`
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(html),
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(isHead ? undefined : html)
}

export interface PreviewHostDeps {
  /** Host name in lower case, without a port. */
  readonly host: string
  readonly readArrival: ReadArrival
  readonly enterPreview: EnterPreview
  readonly proxy: LocalProxy
}

/** The host name that shows a program of this machine. Nothing of the hub is reached through it. */
export interface PreviewHost {
  /** Takes a request for this host; `false` for one that is the hub's. */
  readonly takeRequest: (request: IncomingMessage, response: ServerResponse) => boolean
  readonly takeUpgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => boolean
}

export function previewHost({ host, readArrival, enterPreview, proxy }: PreviewHostDeps): PreviewHost {
  const isOurs = (asked: string): boolean => asked.toLowerCase().replace(/:\d+$/, '') === host
  const isFor = ({ host: asked = '', authority }: Arrival): boolean =>
    isOurs(asked) && (authority === null || isOurs(authority))

  const open = ({ headers }: IncomingMessage): Promise<E.Either<OpenPreviewError, number>> => {
    const jwt = headers['cf-access-jwt-assertion']
    return enterPreview.open({ ticket: ticketOf(headers.cookie), jwt: typeof jwt === 'string' ? jwt : null })()
  }

  /** Makes the request the program's. */
  const readdress = (request: IncomingMessage, arrival: Arrival, port: number): Between => {
    const between = { publicHost: arrival.host ?? host, port }
    request.headers = rewriteRequest(request.headers, between)
    request.url = withoutOurQuery(originFormOf(request.url) ?? '/')
    return between
  }

  const show = async (request: IncomingMessage, response: ServerResponse, arrival: Arrival): Promise<void> => {
    const isHead = request.method === 'HEAD'
    const opened = await open(request)
    if (E.isLeft(opened)) {
      sendPage(response, opened.left._tag === 'PreviewRefused' ? 'refused' : 'nothing', isHead)
      return
    }
    const between = readdress(request, arrival, opened.right)
    proxy.web(request, response, {
      port: opened.right,
      rewrite: (headers) => {
        rewriteAnswer(headers, between)
      },
      fail: (why) => {
        if (why === 'refused') sendPage(response, 'silent', isHead)
        else response.writeHead(502, { 'Content-Type': 'text/plain' }).end('preview upstream error')
      },
    })
  }

  const enter = (request: IncomingMessage, response: ServerResponse, { isSecure }: Arrival): void => {
    const { code, to } = readEntrance(request.url ?? '')
    const entered = enterPreview.enter(code)
    if (E.isLeft(entered)) {
      sendPage(response, 'refused', request.method === 'HEAD')
      return
    }
    response.writeHead(302, {
      Location: to,
      'Set-Cookie': ticketCookie(entered.right, TICKET_MS, isSecure),
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
    })
    response.end()
  }

  const showSocket = async (
    request: IncomingMessage,
    stream: Duplex,
    head: Buffer,
    arrival: Arrival,
  ): Promise<void> => {
    const opened = await open(request)
    if (stream.destroyed) return
    if (E.isLeft(opened)) {
      refuse(stream, opened.left._tag === 'PreviewRefused' ? 401 : 503)
      return
    }
    const between = readdress(request, arrival, opened.right)
    proxy.upgrade(request, stream, head, {
      port: opened.right,
      rewrite: (headers) => {
        rewriteAnswer(headers, between)
      },
      fail: () => undefined, // the proxy closes what it could not connect
    })
  }

  return {
    takeRequest: (request, response) => {
      const arrival = readArrival(request)
      if (!isFor(arrival)) return false
      const [path] = (request.url ?? '').split('?')
      if (path === ENTER_PATH && request.method === 'GET') enter(request, response, arrival)
      else
        detach(
          'preview',
          () => show(request, response, arrival),
          () => response.destroy(),
        )
      return true
    },
    takeUpgrade: (request, stream, head) => {
      const arrival = readArrival(request)
      if (!isFor(arrival)) return false
      const drop = guarded('preview socket', () => stream.destroy())
      stream.on('error', drop)
      detach('preview socket', () => showSocket(request, stream, head, arrival), drop)
      return true
    },
  }
}

function refuse(stream: Duplex, status: number): void {
  stream.once(
    'finish',
    guarded('preview socket', () => stream.destroy()),
  )
  stream.end(
    `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  )
}
