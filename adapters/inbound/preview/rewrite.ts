import type { IncomingHttpHeaders } from 'node:http'
import { foreignCookies, rehomedCookie } from './ticket-cookie.js'

/** Host and port between which headers are rewritten. */
export interface Between {
  /** Host as the browser sends it in `Host`: `preview.example.com`, with its port if any. */
  readonly publicHost: string
  readonly port: number
}

/** Headers of the hub, of the access proxy and of proxies in general; not passed to the program. */
const NOT_PASSED =
  /^(authorization|proxy-authorization|forwarded|x-forwarded-.*|x-real-ip|cf-.*|cdn-loop|x-penates-.*|x-cc-hub-session)$/

/** Headers of a browser's request as if it came from this machine, without anything that opens the hub. */
export function rewriteRequest(headers: IncomingHttpHeaders, between: Between): IncomingHttpHeaders {
  const passed: IncomingHttpHeaders = {}
  const cookie = foreignCookies(headers.cookie)
  if (cookie !== undefined) passed.cookie = cookie
  for (const [name, value] of Object.entries(headers))
    if (name !== 'cookie' && !NOT_PASSED.test(name)) passed[name] = value
  change(passed, 'sec-websocket-protocol', withoutBearer)
  change(passed, 'origin', (origin) => asLocal(origin, between))
  change(passed, 'referer', (referer) => asLocal(referer, between))
  return passed
}

/** Makes an answer one of the preview's host, which may be shown in a frame. */
export function rewriteAnswer(headers: IncomingHttpHeaders, between: Between): void {
  if (headers['x-frame-options'] !== undefined) delete headers['x-frame-options']
  change(headers, 'content-security-policy', withoutFrameAncestors)
  change(headers, 'content-security-policy-report-only', withoutFrameAncestors)
  change(headers, 'location', (location) => hereabouts(location, between))
  change(headers, 'set-cookie', (cookies) => cookies.map(rehomedCookie).filter((cookie) => cookie !== null))
}

/** A header that is not there is left alone: deleting costs an object its shape, and each request has one. */
function change<Name extends keyof IncomingHttpHeaders>(
  headers: IncomingHttpHeaders,
  name: Name,
  change: (value: NonNullable<IncomingHttpHeaders[Name]>) => IncomingHttpHeaders[Name] | undefined,
): void {
  const former = headers[name]
  if (former === undefined) return
  const value = change(former)
  if (value === undefined) Reflect.deleteProperty(headers, name)
  else headers[name] = value
}

function withoutBearer(protocols: string): string | undefined {
  const kept = protocols.split(',').filter((item) => !item.trim().startsWith('bearer.'))
  return kept.length === 0 ? undefined : kept.join(',').trim()
}

/** Replaces the preview's host by the program's own, which the program compares with its `Host` header. */
function asLocal(url: string, { publicHost, port }: Between): string {
  const match = /^https?:\/\/([^/?#]+)(.*)$/i.exec(url)
  return match?.[1]?.toLowerCase() === publicHost.toLowerCase() ? `http://localhost:${port}${match[2] ?? ''}` : url
}

/** Makes a redirect to the program's own host, under any of its names, relative. Leaves all others unchanged. */
function hereabouts(location: string, { port }: Between): string {
  const match = /^(?:https?:)?\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):(\d+)(.*)$/i.exec(location)
  if (match === null || Number(match[2]) !== port) return location
  const rest = match[3] ?? ''
  return rest.startsWith('/') ? rest.replace(/^\/+/, '/') : `/${rest}`
}

function withoutFrameAncestors(policy: string | ReadonlyArray<string>): string | undefined {
  const directives = [policy].flat().join(', ').split(';')
  const kept = directives.filter((directive) => !/^\s*frame-ancestors(\s|$)/i.test(directive))
  const left = kept.join(';').trim()
  return left === '' ? undefined : left
}
