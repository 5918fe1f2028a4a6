import fc from 'fast-check'
import { finishOrder, pairsToTry } from '../../../domain/board/forecast.js'
import { aCard } from '../../support/cards.js'

describe('pairs of cards that can collide', () => {
  it('are those that change a common path, without duplicates', () => {
    const touched = fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 4 }), { maxLength: 8 })
    fc.assert(
      fc.property(touched, (paths) => {
        const pairs = pairsToTry(new Map(paths.map((names, index) => [`card-${index}`, names])))
        const wanted = paths.flatMap((one, a) =>
          paths.flatMap((other, b) =>
            a < b && one.some((path) => other.includes(path)) ? [`card-${a} card-${b}`] : [],
          ),
        )
        expect(pairs.map((pair) => pair.join(' ')).sort()).to.deep.equal(wanted.sort())
      }),
    )
  })
})

describe('the order to finish in', () => {
  const order = (...args: Parameters<typeof finishOrder>): string => finishOrder(...args).join(' ')

  it('starts with review, then the fewest collisions, then the order on the board', () => {
    const cards = [
      aCard({ id: 'at-work', stage: 'implement', order: 0 }),
      aCard({ id: 'late', stage: 'review', order: 9 }),
      aCard({ id: 'early', stage: 'review', order: 1 }),
      aCard({ id: 'busy', stage: 'review', order: 0 }),
    ]
    const collisions = [
      { a: 'busy', b: 'late', files: ['x'] },
      { a: 'busy', b: 'at-work', files: ['y'] },
    ]
    expect(order(cards, [])).to.equal('busy early late at-work')
    expect(order(cards, collisions)).to.equal('early late busy at-work')
  })

  it('puts blockers before the cards that wait for them', () => {
    const cards = [
      aCard({ id: 'a', stage: 'review', order: 0, blockedBy: ['b'] }),
      aCard({ id: 'b', stage: 'implement', order: 1, blockedBy: ['gone'] }),
    ]
    expect(order(cards, [])).to.equal('b a')
    expect(order([...cards, aCard({ id: 'a2', stage: 'review', order: 0 })], [])).to.equal('b a a2')
  })
})
