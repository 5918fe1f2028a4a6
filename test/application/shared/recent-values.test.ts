import { makeRecentValues } from '../../../application/shared/recent-values.js'

describe('recent values', () => {
  it('hold the values that were set last', () => {
    const recent = makeRecentValues<string, number>(2)
    recent.set('a', 1)
    recent.set('b', 2)
    recent.set('a', 3)
    recent.set('c', 4)
    expect(['a', 'b', 'c'].map(recent.get)).to.deep.equal([3, undefined, 4])
    recent.delete('c')
    expect(recent.get('c')).to.equal(undefined)
  })
})
