import {
  nextSort,
  parseSort,
  sortedRows,
  type Column,
  type RowSort,
} from '../../../adapters/inbound/web/src/overview/row-sort.js'
import { changesOf, costOf } from '../../../adapters/inbound/web/src/session/session-figures.js'
import type { HubSession } from '../../../adapters/inbound/web/src/app/hub/hub.js'
import { aSession } from '../sessions.js'

const cost = (totalUsd: number | null, linesAdded: number | null, linesRemoved: number | null) => ({
  totalUsd,
  durationMs: null,
  linesAdded,
  linesRemoved,
})

describe('the order of rows', () => {
  const rows = [
    aSession({ name: 'n10', cost: cost(2, 5, null) }),
    aSession({ name: 'n9' }),
    aSession({ name: 'N11', cost: cost(12, null, null) }),
  ]
  const valueOf = (session: HubSession, column: Column): string | number | null => {
    if (column === 'name') return session.name
    return column === 'cost' ? costOf(session) : changesOf(session)
  }
  const namesBy = (column: Column, isDescending: boolean): ReadonlyArray<string> =>
    sortedRows(rows, { column, isDescending }, valueOf).map(({ name }) => name)

  it('is by numbers and by names for people, and rows without a value come last', () => {
    expect(namesBy('name', false)).to.deep.equal(['n9', 'n10', 'N11'])
    expect(namesBy('name', true)).to.deep.equal(['N11', 'n10', 'n9'])
    expect(namesBy('cost', true)).to.deep.equal(['N11', 'n10', 'n9'])
    expect(namesBy('cost', false)).to.deep.equal(['n10', 'N11', 'n9'])
    expect(namesBy('changes', true)).to.deep.equal(['n10', 'n9', 'N11'])
    expect(namesBy('state', false)).to.deep.equal(['n10', 'n9', 'N11'])
    expect(namesBy('state', true)).to.deep.equal(['N11', 'n9', 'n10'])
  })

  it('goes from the first direction of a column to the other one, then back to states', () => {
    const by = (column: Column, isDescending: boolean): RowSort => ({ column, isDescending })
    const state = by('state', false)
    expect([nextSort(state, 'cost'), nextSort(state, 'name')]).to.deep.equal([by('cost', true), by('name', false)])
    expect(nextSort(by('cost', true), 'cost')).to.deep.equal(by('cost', false))
    expect([nextSort(by('cost', false), 'cost'), nextSort(by('name', true), 'name')]).to.deep.equal([state, state])
    expect([nextSort(state, 'state'), nextSort(by('state', true), 'state')]).to.deep.equal([by('state', true), state])
  })

  it('is parsed from what a device remembers', () => {
    expect(parseSort('-cost')).to.deep.equal({ column: 'cost', isDescending: true })
    expect(parseSort('name')).to.deep.equal({ column: 'name', isDescending: false })
    for (const text of ['', '-', 'constructor', '--cost'])
      expect(parseSort(text), text).to.deep.equal({ column: 'state', isDescending: false })
  })
})
