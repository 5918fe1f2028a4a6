/** What a request asks for. */
export interface Target {
  /** Starts with `/`; still percent-encoded. */
  readonly path: string
  readonly query: URLSearchParams
}

const NO_QUERY = new URLSearchParams()

/**
 * Splits a request target. Bytes above ASCII, which some clients do not encode, arrive from node as Latin-1 and are read
 * as the UTF-8 they are. `null` for what is no path: `*`, an authority.
 */
export function readTarget(url: string | undefined): Target | null {
  const target = asOriginForm(url ?? '')
  if (target === null) return null
  const start = target.indexOf('?')
  const path = start === -1 ? target : target.slice(0, start)
  const query = start === -1 || start === target.length - 1 ? NO_QUERY : new URLSearchParams(target.slice(start + 1))
  return { path, query }
}

function asOriginForm(url: string): string | null {
  const text = /^[\x00-\x7f]*$/.test(url) ? url : Buffer.from(url, 'latin1').toString('utf8')
  if (text.startsWith('/')) return text
  const absolute = /^https?:\/\/[^/?#]*(\/.*)?$/i.exec(text)
  return absolute ? (absolute[1] ?? '/') : null
}
