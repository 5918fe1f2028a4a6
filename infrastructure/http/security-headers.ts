/** Origin of the client's files. The hub's own client needs no inline script; a foreign folder may need it. */
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
    ...(options.client === 'own' ? OWN_CLIENT : {}),
  }
}

/** Features that the client uses: dictation, copying and pasting. */
const USED = ['clipboard-read', 'clipboard-write', 'microphone']
/** Features that neither the client nor a page in one of its frames is given. */
const UNUSED = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'midi',
  'payment',
  'serial',
  'usb',
]

/** Headers for our own client alone. A window that the client opens and the client itself cannot reach each other. */
const OWN_CLIENT = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': [...USED.map((name) => `${name}=(self)`), ...UNUSED.map((name) => `${name}=()`)].join(', '),
}

/** Names of the client's Trusted Types policies: DOMPurify's, for Markdown, and our own, for addresses of scripts. */
const TRUSTED_TYPES = 'dompurify penates'

/** Hosts of the established client's highlighter and style sheets. Contract b, 13.3. */
const LIBRARIES = 'https://cdn.jsdelivr.net https://cdnjs.cloudflare.com'
/** Hosts of its font style sheets, and of the fonts. */
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
    "base-uri 'self'",
    "form-action 'self'",
    `frame-src ${['blob:', ...frames].join(' ')}`,
    "frame-ancestors 'none'",
    ...(isForeign ? [] : ["require-trusted-types-for 'script'", `trusted-types ${TRUSTED_TYPES}`]),
  ].join('; ')
}
