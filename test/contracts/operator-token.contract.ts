import { expect } from 'chai'
import type { OperatorToken } from '../../application/access/operator-token.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeOperatorToken`. */
export interface OperatorTokenHarness extends Harness {
  /** Adapter under test. */
  readonly operatorToken: OperatorToken
  /** The token at first. */
  readonly token: string
  /** Puts another token in its place, as the person does; answers with it. */
  readonly rotate: () => Promise<string>
}

/** Contract of an `OperatorToken` that has a token. */
export function describeOperatorToken(technology: string, open: () => Promise<OperatorTokenHarness>): void {
  describe(`OperatorToken on ${technology}`, () => {
    let h: OperatorTokenHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const rotated = (): Promise<void> =>
      new Promise((resolve) => {
        const stop = h.operatorToken.watch(() => {
          stop()
          resolve()
        })
      })

    it('matches itself and nothing else', () => {
      const { token } = h
      const offered = [token, token.slice(0, -1), `${token}0`, ` ${token}`, token.toUpperCase(), '', null]
      expect(offered.map(h.operatorToken.matches)).to.deep.equal([true, false, false, false, false, false, false])
    })

    it('has the text that matches', async () => {
      const first = h.operatorToken.current()
      const told = rotated()
      const next = await h.rotate()
      await told
      expect([first, h.operatorToken.current()]).to.deep.equal([h.token, next])
    })

    it('no longer matches the former one when it tells of another', async () => {
      const seen: boolean[] = []
      const stop = h.operatorToken.watch(() => seen.push(h.operatorToken.matches(h.token)))
      const told = rotated()
      const next = await h.rotate()
      await told
      expect([seen, h.operatorToken.matches(next)]).to.deep.equal([[false], true])
      stop()
    })

    it('tells of every rotation until told to stop', async () => {
      let count = 0
      const stop = h.operatorToken.watch(() => (count += 1))
      for (let round = 0; round < 2; round++) {
        const told = rotated()
        await h.rotate()
        await told
      }
      stop()
      const told = rotated()
      await h.rotate()
      await told
      expect(count).to.equal(2)
    })
  })
}
