import fc from 'fast-check'
import { newToken, secretMatcher, sha256 } from '../../../infrastructure/secrets/secrets.js'

describe('a secret', () => {
  it('is matched by itself alone, for any input', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 500, maxLength: 2_000 }))
    fc.assert(
      fc.property(text, fc.array(text), (secret, others) => {
        const matches = secretMatcher(secret)
        for (const other of [...others, `${secret}\0`, secret.slice(1), `${secret}x`, ` ${secret}`])
          expect(matches(other)).to.equal(Buffer.from(other).equals(Buffer.from(secret)))
        expect(matches(secret)).to.equal(true)
      }),
    )
  })

  it('is new each time', () => {
    expect(newToken()).to.match(/^[0-9a-f]{64}$/)
    expect(newToken()).to.not.equal(newToken())
  })

  it('is hashed as everybody hashes', () => {
    expect(sha256('größe')).to.equal('d353a2671b67afff0941ae456e5c76e9394bd6579774ae7542a6185fb9843384')
  })
})
