import fc from 'fast-check'
import { sortedInTurns } from '../../../../adapters/outbound/project-files/sorted-in-turns.js'

describe('sorting in turns', () => {
  it('sorts as the language does, equals in the order in which they came', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(500), { maxLength: 4_500, size: 'max' }), async (keys) => {
        const items = keys.map((key, index) => ({ key, index }))
        const compare = (a: { readonly key: number }, b: { readonly key: number }): number => a.key - b.key
        expect(await sortedInTurns(items, compare)).to.deep.equal([...items].sort(compare))
      }),
      { numRuns: 20 },
    )
  })
})
