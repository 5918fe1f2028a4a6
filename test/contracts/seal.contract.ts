import { expect } from 'chai'
import type { Seal } from '../../application/preview/seal.port.js'

/** Contract of `Seal`. */
export function describeSeal(technology: string, make: () => Seal): void {
  describe(`Seal on ${technology}`, () => {
    it('opens any text that it sealed, and writes characters that a cookie permits', () => {
      const seal = make()
      for (const text of ['', 'a b', 'ä;=\n', 'x'.repeat(500)]) {
        const sealed = seal.close(text)
        expect([seal.open(sealed), /^[\w.-]+$/.test(sealed)]).to.deep.equal([text, true])
      }
    })

    it('opens nothing that was changed, cut short, or closed by another', () => {
      const seal = make()
      const sealed = seal.close('a text')
      const strange = ['', '.', 'x', `${sealed}x`, sealed.slice(0, -2), `${sealed}.${sealed}`, `x${sealed}`]
      expect(strange.map(seal.open)).to.deep.equal(strange.map(() => null))
      expect(make().open(sealed)).to.equal(null)
    })
  })
}
