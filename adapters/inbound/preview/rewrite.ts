import type { IncomingHttpHeaders } from 'node:http'
import { foreignCookies, rehomedCookie } from './ticket-cookie.js'

/** Between which two hosts. */
export interface Between {
  /** As the browser has it in its `Host`: `preview.example.com`, with a port where there is one. */
  readonly publicHost: string
  readonly port: number
}

/** The hub's and the access proxy's own, and what proxies say about each other: none of the program's business. */
const NOT_PASSED =
  /^(authorization|proxy-authorization|forwarded|x-forwarded-.*|x-real-ip|cf-.*|cdn-loop|x-penates-.*|x-cc-hub-session)$/

/** Makes a browser's request one that could have come from this machine, and carries nothing that opens the hub. */
export function rewriteRequest(headers: IncomingHttpHeaders, between: Between): void {
  for (const name of Object.keys(headers)) if (NOT_PASSED.test(name)) Reflect.deleteProperty(headers, name)
  set(headers, 'cookie', foreignCookies(headers.cookie))
  set(headers, 'sec-websocket-protocol', withoutBearer(headers['sec-websocket-protocol']))
  set(headers, 'origin', asLocal(headers.origin, between))
  set(headers, 'referer', asLocal(headers.referer, between))
}

/** Makes an answer one of the preview's host, which may be shown in a frame. */
export function rewriteAnswer(headers: IncomingHttpHeaders, between: Between): void {
  delete headers['x-frame-options']
  for (const name of ['content-security-policy', 'content-security-policy-report-only'])
    set(headers, name, withoutFrameAncestors(headers[name]))
  set(headers, 'location', hereabouts(headers.location, between))
  set(
    headers,
    'set-cookie',
    headers['set-cookie']?.map(rehomedCookie).filter((cookie) => cookie !== null),
  )
}

function set<Name extends keyof IncomingHttpHeaders>(
  headers: IncomingHttpHeaders,
  name: Name,
  value: IncomingHttpHeaders[Name],
): void {
  if (value === undefined) Reflect.deleteProperty(headers, name)
  else headers[name] = value
}

function withoutBearer(protocols: string | undefined): string | undefined {
  const kept = protocols?.split(',').filter((item) => !item.trim().startsWith('bearer.'))
  return kept === undefined || kept.length === 0 ? undefined : kept.join(',').trim()
}

/** What is of the preview's host is of the program's own, which compares it with its `Host`. */
function asLocal(url: string | undefined, { publicHost, port }: Between): string | undefined {
  const match = /^https?:\/\/([^/?#]+)(.*)$/i.exec(url ?? '')
  return match?.[1]?.toLowerCase() === publicHost.toLowerCase() ? `http://localhost:${port}${match[2] ?? ''}` : url
}

/** A place on the program's own host, whatever it calls itself, is one on ours. All others are left as they are. */
function hereabouts(location: string | undefined, { port }: Between): string | undefined {
  const match = /^(?:https?:)?\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):(\d+)(.*)$/i.exec(location ?? '')
  if (match === null || Number(match[2]) !== port) return location
  const rest = match[3] ?? ''
  return rest.startsWith('/') ? rest.replace(/^\/+/, '/') : `/${rest}`
}

function withoutFrameAncestors(policy: string | ReadonlyArray<string> | undefined): string | undefined {
  if (policy === undefined) return undefined
  const directives = [policy].flat().join(', ').split(';')
  const kept = directives.filter((directive) => !/^\s*frame-ancestors(\s|$)/i.test(directive))
  const left = kept.join(';').trim()
  return left === '' ? undefined : left
}
