/** Where the client's files come from: ours run without inline script, a foreign folder may need it. */
export type ClientKind = 'own' | 'foreign'

export interface SecurityHeaderOptions {
  readonly client: ClientKind
  /** Milliseconds since the epoch: one value for the life of the process, larger after every restart. */
  readonly bootMs: number
  /** Origins that may be shown in a frame, as the policy names them. */
  readonly frames: ReadonlyArray<string>
}

/** The headers that every response of the hub carries. */
export function securityHeaders(options: SecurityHeaderOptions): Readonly<Record<string, string>> {
  return {
    'X-Penates-Boot': String(options.bootMs),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': contentSecurityPolicy(options),
  }
}

/** Where the established client loads its highlighter and style sheets from. Contract b, 13.3. */
const LIBRARIES = 'https://cdn.jsdelivr.net https://cdnjs.cloudflare.com'
/** Where it loads the descriptions of its fonts from, and the fonts. */
const FONT_STYLES = 'https://fonts.googleapis.com'
const FONTS = 'https://fonts.gstatic.com'

/** Terminal emulators write their own style elements, so both policies allow inline style. */
function contentSecurityPolicy({ client, frames }: SecurityHeaderOptions): string {
  const isForeign = client === 'foreign'
  return [
    `default-src ${isForeign ? "'self'" : "'none'"}`,
    `script-src 'self'${isForeign ? ` 'unsafe-inline' ${LIBRARIES}` : ''}`,
    `style-src 'self' 'unsafe-inline'${isForeign ? ` ${LIBRARIES} ${FONT_STYLES}` : ''}`,
    `font-src 'self'${isForeign ? ` ${FONTS}` : ''}`,
    "img-src 'self' data: blob:",
    `connect-src 'self'${isForeign ? ' ws: wss: https:' : ''}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "media-src 'self' blob:",
    "object-src 'none'",
    `base-uri ${isForeign ? "'self'" : "'none'"}`,
    "form-action 'self'",
    `frame-src ${['blob:', ...frames].join(' ')}`,
    "frame-ancestors 'none'",
  ].join('; ')
}
