import fc from 'fast-check'
import { betterPlace, entrance, pathFrom } from '../../../adapters/inbound/web/src/dev-preview/dev-address.js'

describe('dev server address', () => {
  it('turns any typed text into a path', () => {
    const typed = [
      '',
      ' /a b?x=1#y ',
      'shop',
      'http://localhost:5173/cart',
      'https://x',
      '//evil.example.org/x',
      '/..//a',
    ]
    expect(typed.map(pathFrom)).to.deep.equal([
      '/',
      '/a%20b?x=1#y',
      '/shop',
      '/cart',
      '/',
      '/evil.example.org/x',
      '//a',
    ])
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(pathFrom(text)).to.match(/^\//)
      }),
    )
  })

  it('passes the path to the sign-in entrance', () => {
    expect(entrance('https://p.example/__penates/enter?code=c', '/a?b=1&c#d')).to.equal(
      'https://p.example/__penates/enter?code=c&to=%2Fa%3Fb%3D1%26c%23d',
    )
  })

  it('suggests another address only when hub and preview are on different sites', () => {
    const host = 'preview.penates.localhost'
    expect([
      betterPlace({ hostname: '127.0.0.1', port: '3333' }, host),
      betterPlace({ hostname: 'penates.localhost', port: '3333' }, host),
      betterPlace({ hostname: 'hub.example.org', port: '' }, 'preview.example.org'),
    ]).to.deep.equal(['http://penates.localhost:3333', null, null])
  })
})
