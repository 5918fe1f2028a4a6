/** Path at which a browser exchanges a code for a ticket. */
export const ENTER_PATH = '/__penates/enter'

/** Query parameter that clients add to reload a frame. Not forwarded to the previewed program. */
const OUR_KEY = '__penates'

/** Code, and the path on the preview's host to open. */
export interface Entrance {
  readonly code: string
  /** A path: what leads to another host counts as none. */
  readonly to: string
}

/** Reads the address of the entrance. */
export function readEntrance(url: string): Entrance {
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1))
  const to = query.get('to') ?? '/'
  return { code: query.get('code') ?? '', to: /^\/(?![/\\])[\x21-\x7e]*$/.test(to) ? to : '/' }
}

/** A target without our own key; what is left stays as it was written. */
export function withoutOurQuery(url: string): string {
  const target = url.startsWith('/') ? url : url.replace(/^[a-z]+:\/\/[^/?#]*\/?/i, '/')
  const [path = '/', ...query] = target.split('?')
  if (query.length === 0) return target
  const kept = query
    .join('?')
    .split('&')
    .filter((item) => item.split('=')[0] !== OUR_KEY)
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`
}

/** The address that a client loads in its frame. */
export const entranceUrl = (origin: string, code: string): string =>
  `${origin}${ENTER_PATH}?code=${encodeURIComponent(code)}`
