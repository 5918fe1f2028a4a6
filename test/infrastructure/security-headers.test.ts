import { expect } from 'chai'
import { securityHeaders, type ClientKind } from '../../infrastructure/http/security-headers.js'

const policyOf = (client: ClientKind, frames: ReadonlyArray<string> = []): ReadonlyArray<string> =>
  (securityHeaders({ client, bootMs: 1, frames })['Content-Security-Policy'] ?? '').split('; ')

describe('the policy headers', () => {
  it('let a client of another folder load its fonts and its highlighter', () => {
    const libraries = 'https://cdn.jsdelivr.net https://cdnjs.cloudflare.com'
    expect(policyOf('foreign', ['https://preview.hub.example'])).to.include.members([
      "default-src 'self'",
      `script-src 'self' 'unsafe-inline' ${libraries}`,
      `style-src 'self' 'unsafe-inline' ${libraries} https://fonts.googleapis.com`,
      "font-src 'self' https://fonts.gstatic.com",
      "img-src 'self' data: blob:",
      "connect-src 'self' ws: wss: https:",
      "object-src 'none'",
      "frame-ancestors 'none'",
      'frame-src blob: https://preview.hub.example',
    ])
  })

  it('name no other host for our own client', () => {
    expect(policyOf('own').filter((directive) => directive.includes('://'))).to.deep.equal([])
  })
})
