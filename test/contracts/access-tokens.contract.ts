import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { AccessClaims } from '../../adapters/outbound/memory/access-tokens.memory.js'
import type { AccessTokens } from '../../application/access/access-tokens.port.js'
import type { Clock } from '../../application/shared/clock.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeAccessTokens`. */
export interface AccessTokensHarness extends Harness {
  /** Adapter under test. */
  readonly tokens: AccessTokens
  /** Time that the adapter reads, in whole seconds. */
  readonly clock: Pick<Clock, 'now'> & { readonly advance: (ms: number) => void }
  /** Makes a token that is sound but for what is given. */
  readonly mint: (claims?: AccessClaims) => Promise<string>
}

/** Contract of `AccessTokens`. */
export function describeAccessTokens(technology: string, open: () => Promise<AccessTokensHarness>): void {
  describe(`AccessTokens on ${technology}`, () => {
    let h: AccessTokensHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    /** The e-mail, or what is wrong. */
    const verdict = async (jwt: string): Promise<string> => {
      const verified = await h.tokens.verify(jwt)()
      return E.isRight(verified) ? verified.right.email : verified.left.fault
    }
    const on = async (claims: AccessClaims): Promise<string> => verdict(await h.mint(claims))

    it('names the person and when they signed in', async () => {
      const issuedAtSeconds = h.clock.now() / 1000
      expect(await h.tokens.verify(await h.mint())()).to.deep.equal(
        E.right({ email: 'me@example.org', issuedAtSeconds }),
      )
    })

    it('takes a token from its first second to its last, and no second more', async () => {
      const now = h.clock.now()
      const token = await h.mint({ notBefore: now + 2_000, expires: now + 4_000 })
      const verdicts: string[] = []
      for (let second = 0; second <= 4; second += 1) {
        verdicts.push(await verdict(token))
        h.clock.advance(1_000)
      }
      expect(verdicts).to.deep.equal(['unknown', 'unknown', 'me@example.org', 'me@example.org', 'expired'])
    })

    it('refuses tokens for another application or of another issuer', async () => {
      expect([await on({ audience: 'other' }), await on({ issuer: 'https://other.example' })]).to.deep.equal([
        'bad-aud',
        'bad-iss',
      ])
    })

    it('refuses a forged signature, another algorithm, and what is no token', async () => {
      expect([
        await on({ signed: 'stranger' }),
        await on({ signed: 'other' }),
        await verdict('not a token'),
        await verdict('a.b.c'),
        await verdict(''),
      ]).to.deep.equal(['bad-sig', 'unknown', 'bad-sig', 'bad-sig', 'bad-sig'])
    })

    it('refuses a token that names no person', async () => {
      expect([await on({ email: null }), await on({ email: '' })]).to.deep.equal(['no-email', 'no-email'])
    })
  })
}
