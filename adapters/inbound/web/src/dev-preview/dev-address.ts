/** What a person typed as a place on a dev server, as a path: whole addresses lose their host. Always starts with `/`. */
export function pathFrom(typed: string): string {
  const text = typed.trim().replace(/^https?:\/\/[^/?#]*/i, '')
  try {
    const { pathname, search, hash } = new URL(text.replace(/^[/\\]*/, '/'), 'http://localhost')
    return `${pathname}${search}${hash}`
  } catch {
    return '/'
  }
}

/** The address that a frame loads: the entrance, and where it leads. */
export const entrance = (enterUrl: string, path: string): string => `${enterUrl}&to=${encodeURIComponent(path)}`

/**
 * Where the hub has to be opened for its frame to be signed in, when that is not here: without TLS browsers keep the
 * cookie only within one site. `null` when all is well.
 */
export function betterPlace(page: { readonly hostname: string; readonly port: string }, host: string): string | null {
  const site = host.replace(/^preview\./, '')
  if (!site.endsWith('.localhost') || page.hostname === site) return null
  return `http://${site}${page.port === '' ? '' : `:${page.port}`}`
}
