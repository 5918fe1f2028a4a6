import { expect } from 'chai'
import type { SessionTokens } from '../../application/sessions/session-tokens.port.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { right } from '../support/results.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeSessionTokens`. */
export interface SessionTokensHarness extends Harness {
  /** Adapter under test. */
  readonly tokens: SessionTokens
  /** The tokens as the next run of the hub reads them. */
  readonly reopen: () => Promise<SessionTokens>
}

/** Contract of `SessionTokens`. */
export function describeSessionTokens(technology: string, open: () => Promise<SessionTokensHarness>): void {
  describe(`SessionTokens on ${technology}`, () => {
    let h: SessionTokensHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const [SHOP, DOCS] = [sessionId('shop'), sessionId('docs')]
    const issued = async (id = SHOP): Promise<string> => right(await h.tokens.issue(id, `cc-${id}`)())
    const holder = async (token: string, tokens = h.tokens) => right(await tokens.sessionOf(token)())
    const sessionOf = async (token: string): Promise<string | null> => (await holder(token))?.id ?? null

    it('returns the session of a token and the name at its start, and none for any other text', async () => {
      const token = await issued()
      expect([await holder(token), await sessionOf(`${token}x`), await sessionOf('')]).to.deep.equal([
        { id: 'shop', startedAs: 'cc-shop' },
        null,
        null,
      ])
    })

    it('gives every session its own token, and a new one revokes the one before', async () => {
      const [first, other, second] = [await issued(), await issued(DOCS), await issued()]
      expect([await sessionOf(first), await sessionOf(other), await sessionOf(second)]).to.deep.equal([
        null,
        'docs',
        'shop',
      ])
    })

    it('distinguishes two sessions that were started under one name', async () => {
      const [former, present] = [
        right(await h.tokens.issue(SHOP, 'cc-shop')()),
        right(await h.tokens.issue(DOCS, 'cc-shop')()),
      ]
      expect([await sessionOf(former), await sessionOf(present)]).to.deep.equal(['shop', 'docs'])
    })

    it('revokes by session', async () => {
      const [gone, stays] = [await issued(), await issued(DOCS)]
      const revoked = [await h.tokens.revoke(SHOP)(), await h.tokens.revoke(sessionId('none'))()]
      expect(revoked.map(right)).to.deep.equal([[{ id: 'shop', startedAs: 'cc-shop' }], []])
      expect([await sessionOf(gone), await sessionOf(stays)]).to.deep.equal([null, 'docs'])
    })

    it('revokes those of sessions that are not on a list', async () => {
      const [gone, stays] = [await issued(), await issued(DOCS)]
      const dropped = right(await h.tokens.keepOnly([DOCS, sessionId('new')])())
      expect(dropped).to.deep.equal([{ id: 'shop', startedAs: 'cc-shop' }])
      expect([await sessionOf(gone), await sessionOf(stays)]).to.deep.equal([null, 'docs'])
    })

    it('keeps tokens for the next run, and the revocation of the only one', async () => {
      const token = await issued()
      expect(await holder(token, await h.reopen())).to.deep.equal({ id: 'shop', startedAs: 'cc-shop' })
      await (await h.reopen()).revoke(SHOP)()
      expect(await holder(token, await h.reopen())).to.equal(null)
    })
  })
}
