/** Target of a request. */
export interface Target {
  /** Path with a leading `/`; percent-encoded. */
  readonly path: string
  readonly query: URLSearchParams
}

const ASCII = /^[\x00-\x7f]*$/
const NO_QUERY = new URLSearchParams()

/** Placeholder for an invalid target. */
export const NO_TARGET: Target = { path: '', query: NO_QUERY }

/**
 * Splits a request target. Unencoded bytes above ASCII arrive from Node.js as Latin-1 and are decoded as UTF-8. Returns
 * `null` for a target without a path: `*`, an authority.
 */
export function readTarget(url: string | undefined): Target | null {
  const text = url ?? ''
  const target = originFormOf(ASCII.test(text) ? text : Buffer.from(text, 'latin1').toString('utf8'))
  if (target === null) return null
  const start = target.indexOf('?')
  const path = start === -1 ? target : target.slice(0, start)
  const query = start === -1 || start === target.length - 1 ? NO_QUERY : new URLSearchParams(target.slice(start + 1))
  return { path, query }
}

/** Authority and remainder of a target in absolute form. RFC 9112, section 3.2.2. */
const ABSOLUTE_FORM = /^https?:\/\/([^/?#]*)(.*)$/is

/**
 * Authority of a target in absolute form, which is checked in addition to the `Host` header; `null` for every other
 * form.
 */
export const authorityOf = (url: string | undefined): string | null =>
  url === undefined || url.startsWith('/') ? null : (ABSOLUTE_FORM.exec(url)?.[1] ?? null)

/** Path and query of a target, unchanged; `null` for a target without a path. */
export function originFormOf(url = ''): string | null {
  if (url.startsWith('/')) return url
  const rest = ABSOLUTE_FORM.exec(url)?.[2]
  if (rest === undefined) return null
  return rest.startsWith('/') ? rest : rest === '' ? '/' : null
}
