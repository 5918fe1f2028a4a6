import { placesAfter } from '../../../adapters/inbound/web/src/approvals/places.js'

const entries = (...ids: ReadonlyArray<string>): ReadonlyArray<{ readonly id: string }> => ids.map((id) => ({ id }))

describe('places of a list under a finger', () => {
  const first = placesAfter([], entries('a', 'b', 'c'), { now: 1, areNew: false })

  it('are kept by what has ended, with the time of its end', () => {
    const after = placesAfter(first, entries('a', 'c'), { now: 5, areNew: true })
    const later = placesAfter(after, entries('a', 'c'), { now: 9, areNew: true })
    expect(later.map(({ entry, endedAt }) => [entry.id, endedAt])).to.deep.equal([
      ['a', null],
      ['b', 5],
      ['c', null],
    ])
  })

  it('of what comes are below and new, unless the list was not read before', () => {
    const after = placesAfter(first, entries('z', 'a', 'b', 'c'), { now: 5, areNew: true })
    expect(after.map(({ entry, isNew }) => [entry.id, isNew])).to.deep.equal([
      ['a', false],
      ['b', false],
      ['c', false],
      ['z', true],
    ])
  })

  it('are open again with what comes back', () => {
    const ended = placesAfter(first, entries('b', 'c'), { now: 5, areNew: true })
    const [back] = placesAfter(ended, entries('a', 'b', 'c'), { now: 7, areNew: true })
    expect([back?.entry.id, back?.endedAt, back?.isNew]).to.deep.equal(['a', null, false])
  })
})
