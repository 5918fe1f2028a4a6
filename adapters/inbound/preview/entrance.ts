/** Where a browser trades a code for a ticket. */
export const ENTER_PATH = '/__penates/enter'

/** What clients add so that a frame loads anew; no program behind gets to see it. */
const OUR_KEY = '__penates'

/** Where on the preview's host to go, and with which code. */
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
