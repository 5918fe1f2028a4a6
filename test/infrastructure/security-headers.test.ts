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

  it('hold our own client to Trusted Types, and keep other windows and unused features from it', () => {
    expect(policyOf('own')).to.include.members([
      "require-trusted-types-for 'script'",
      'trusted-types dompurify penates',
    ])
    const { 'Permissions-Policy': features = '', ...headers } = securityHeaders({
      client: 'own',
      bootMs: 1,
      frames: [],
    })
    expect(headers).to.include({
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
    })
    expect(features.split(', ')).to.include.members(['microphone=(self)', 'clipboard-write=(self)', 'camera=()'])
  })

  it('leave a client of another folder as the contract has it', () => {
    expect(Object.keys(securityHeaders({ client: 'foreign', bootMs: 1, frames: [] }))).to.deep.equal([
      'X-Penates-Boot',
      'X-Content-Type-Options',
      'Referrer-Policy',
      'Content-Security-Policy',
    ])
    expect(policyOf('foreign').join()).to.not.include('trusted-types')
  })

  it('name no other host for our own client', () => {
    expect(policyOf('own').filter((directive) => directive.includes('://'))).to.deep.equal([])
  })
})
