import { expect } from 'chai'
import type { SessionTokens } from '../../application/sessions/session-tokens.port.js'
import { right } from '../support/results.js'

export interface SessionTokensHarness {
  readonly tokens: SessionTokens
  /** The tokens as the next run of the hub knows them. */
  readonly reopen: () => Promise<SessionTokens>
  readonly close: () => Promise<void>
}

/** Contract of `SessionTokens`. */
export function describeSessionTokens(technology: string, open: () => Promise<SessionTokensHarness>): void {
  describe(`SessionTokens on ${technology}`, () => {
    let h: SessionTokensHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const issued = async (name: string): Promise<string> => right(await h.tokens.issue(name)())
    const sessionOf = async (token: string): Promise<string | null> =>
      right(await h.tokens.sessionOf(token)())?.name ?? null

    it('finds the session of a token, and none for any other text', async () => {
      const token = await issued('cc-shop')
      expect([await sessionOf(token), await sessionOf(`${token}x`), await sessionOf('')]).to.deep.equal([
        'cc-shop',
        null,
        null,
      ])
    })

    it('gives every session a token of its own, and a new one revokes the one before', async () => {
      const [first, other, second] = [await issued('cc-shop'), await issued('cc-docs'), await issued('cc-shop')]
      expect([await sessionOf(first), await sessionOf(other), await sessionOf(second)]).to.deep.equal([
        null,
        'cc-docs',
        'cc-shop',
      ])
    })

    it('follows renames, and a name that was taken over loses its token', async () => {
      const [moved, lost] = [await issued('cc-shop'), await issued('cc-docs')]
      await h.tokens.rename('cc-shop', 'cc-docs')()
      await h.tokens.rename('cc-nobody', 'cc-docs')()
      expect([await sessionOf(moved), await sessionOf(lost)]).to.deep.equal(['cc-docs', null])
    })

    it('keeps a token when a session is renamed to its own name', async () => {
      const token = await issued('cc-shop')
      await h.tokens.rename('cc-shop', 'cc-shop')()
      expect(await sessionOf(token)).to.equal('cc-shop')
    })

    it('remembers what a session was called when it started, however often it is renamed', async () => {
      const token = await issued('cc-a')
      await h.tokens.rename('cc-a', 'cc-b')()
      await h.tokens.rename('cc-b', 'cc-c')()
      const again = await issued('cc-a')
      expect([right(await h.tokens.sessionOf(token)()), right(await h.tokens.sessionOf(again)())]).to.deep.equal([
        { name: 'cc-c', bornAs: 'cc-a' },
        { name: 'cc-a', bornAs: 'cc-a' },
      ])
    })

    it('revokes by name', async () => {
      const [gone, stays] = [await issued('cc-shop'), await issued('cc-shop-2')]
      const revoked = [await h.tokens.revoke('cc-shop')(), await h.tokens.revoke('cc-nobody')()]
      expect(revoked.map(right)).to.deep.equal([['cc-shop'], []])
      expect([await sessionOf(gone), await sessionOf(stays)]).to.deep.equal([null, 'cc-shop-2'])
    })

    it('revokes what is not on a list', async () => {
      const [gone, stays] = [await issued('cc-shop'), await issued('cc-docs')]
      expect(right(await h.tokens.keepOnly(['cc-docs', 'cc-new'])())).to.deep.equal(['cc-shop'])
      expect([await sessionOf(gone), await sessionOf(stays)]).to.deep.equal([null, 'cc-docs'])
    })

    it('writes a change of one among several, and the revocation of the only one', async () => {
      const [moved, stays] = [await issued('cc-shop'), await issued('cc-docs')]
      await h.tokens.rename('cc-shop', 'cc-shop-2')()
      const renamed = await h.reopen()
      expect([
        right(await renamed.sessionOf(moved)())?.name,
        right(await renamed.sessionOf(stays)())?.name,
      ]).to.deep.equal(['cc-shop-2', 'cc-docs'])
      await renamed.revoke('cc-docs')()
      await renamed.revoke('cc-shop-2')()
      const revoked = await h.reopen()
      expect([right(await revoked.sessionOf(moved)()), right(await revoked.sessionOf(stays)())]).to.deep.equal([
        null,
        null,
      ])
    })

    it('writes the rename of the only token', async () => {
      const token = await issued('cc-only')
      await h.tokens.rename('cc-only', 'cc-renamed')()
      expect(await sessionOf(token)).to.equal('cc-renamed')
      expect(right(await (await h.reopen()).sessionOf(token)())?.name).to.equal('cc-renamed')
    })

    it('still knows them in the next run', async () => {
      const token = await issued('cc-shop')
      await h.tokens.rename('cc-shop', 'cc-shop-2')()
      const next = await h.reopen()
      expect(right(await next.sessionOf(token)())).to.deep.equal({ name: 'cc-shop-2', bornAs: 'cc-shop' })
    })
  })
}
