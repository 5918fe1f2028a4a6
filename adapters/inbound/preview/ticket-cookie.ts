/** The cookie on the preview's host that lets a browser in. */
const NAME = 'penates_preview'

/** Cookies for the previewed program: drops the hub's own and those of the access proxy. */
export function foreignCookies(header: string | undefined): string | undefined {
  const kept = cookies(header).filter(([name]) => name !== NAME && !name.startsWith('CF_'))
  return kept.length === 0 ? undefined : kept.map(([name, value]) => `${name}=${value}`).join('; ')
}

/** The ticket in a `Cookie` header; `null` when there is none. */
export const ticketOf = (header: string | undefined): string | null =>
  cookies(header).find(([name]) => name === NAME)?.[1] ?? null

/**
 * `Set-Cookie` with a ticket. In a page of another site browsers keep it with TLS alone, and then apart for that site.
 * Plain loopback has no TLS; there hub and preview have to be one site.
 */
export function ticketCookie(ticket: string, maxAgeMs: number, isSecure: boolean): string {
  const reach = isSecure ? 'Secure; SameSite=None; Partitioned' : 'SameSite=Lax'
  return `${NAME}=${ticket}; Path=/; Max-Age=${String(Math.floor(maxAgeMs / 1000))}; HttpOnly; ${reach}`
}

/**
 * A `Set-Cookie` of the program behind, for the preview's host alone: a `Domain` would make it one of the hub, or be
 * refused. `null` for one that would take the place of ours.
 */
export function rehomedCookie(cookie: string): string | null {
  const [pair = '', ...attributes] = cookie.split(';')
  if (pair.split('=')[0]?.trim() === NAME) return null
  return [pair, ...attributes.filter((attribute) => !/^\s*domain\s*(=|$)/i.test(attribute))].join(';')
}

function cookies(header = ''): ReadonlyArray<readonly [name: string, value: string]> {
  const found: (readonly [string, string])[] = []
  for (const item of header.split(';')) {
    const pair = item.trim()
    const end = pair.indexOf('=')
    if (end === -1 && pair !== '') found.push([pair, ''])
    else if (end > 0) found.push([pair.slice(0, end), pair.slice(end + 1)])
  }
  return found
}
