/** Path on a dev server from typed input. The host of a full address is dropped. Always starts with `/`. */
export function pathFrom(typed: string): string {
  const text = typed.trim().replace(/^https?:\/\/[^/?#]*/i, '')
  try {
    const { pathname, search, hash } = new URL(text.replace(/^[/\\]*/, '/'), 'http://localhost')
    return `${pathname}${search}${hash}`
  } catch {
    return '/'
  }
}

/** Address of the frame: the hub's sign-in entrance with the target path. */
export const entrance = (enterUrl: string, path: string): string => `${enterUrl}&to=${encodeURIComponent(path)}`

/**
 * Address at which the hub must be opened so that its frame can sign in; `null` when the current one works. Without
 * TLS, browsers send the cookie only within one site.
 */
export function betterPlace(page: { readonly hostname: string; readonly port: string }, host: string): string | null {
  const site = host.replace(/^preview\./, '')
  if (!site.endsWith('.localhost') || page.hostname === site) return null
  return `http://${site}${page.port === '' ? '' : `:${page.port}`}`
}
