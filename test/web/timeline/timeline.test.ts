import {
  recordedIn,
  sessionsOf,
  withDays,
  withNewest,
  withOlder,
  type Timeline,
  type TimelineEntry,
} from '../../../adapters/inbound/web/src/timeline/timeline.js'

const entry = (id: string, at = '2026-11-27T12:00:00.000Z', text = ''): TimelineEntry => ({
  ...{ id, kind: 'answer', at, text, tool: null, isError: false },
  ...{ place: null, approval: null, commit: null, cost: null, limit: null, move: null, finish: null, session: null },
})
const page = (ids: string, next: string | null = 'more', missing: Timeline['missing'] = []): Timeline => ({
  ...{ entries: Array.from(ids, (id) => entry(id)), next, missing, pending: [] },
})
const idsOf = ({ entries }: Timeline): string => entries.map(({ id }) => id).join('')

describe('pages of a time line', () => {
  it('are continued by older ones without repeating an entry', () => {
    const longer = withOlder(page('cb', 'more', ['usage']), page('ba', null, ['usage', 'commits']))
    expect([idsOf(longer), longer.next, longer.missing]).to.deep.equal(['cba', null, ['usage', 'commits']])
  })

  it('keep older entries when the newest page is read again, and take what is fresh of an entry', () => {
    const known = page('cba', 'oldest')
    const fresh = { ...page('dc'), entries: [entry('d'), entry('c', undefined, 'more')] }
    const joined = withNewest(known, fresh)
    expect([idsOf(joined), joined.entries[1]?.text, joined.next]).to.deep.equal(['dcba', 'more', 'oldest'])
  })

  it('begin anew when the newest page is all there is, or leaves a gap', () => {
    expect(idsOf(withNewest(null, page('ba')))).to.equal('ba')
    expect(idsOf(withNewest(page('cba'), page('dc', null)))).to.equal('dc')
    expect(withNewest(page('cba', 'oldest'), page('fe', 'newer'))).to.deep.equal(page('fe', 'newer'))
  })

  it('begin anew when a source has been read that was pending', () => {
    const pending: Timeline = { ...page('cba', 'oldest', ['usage']), pending: ['usage'] }
    expect(idsOf(withNewest(pending, { ...page('dc'), pending: ['usage'] }))).to.equal('dcba')
    expect(withNewest(pending, page('dc', 'newer'))).to.deep.equal(page('dc', 'newer'))
  })
})

describe('screens of a time line', () => {
  const part = (startedAt: string, endedAt: string) => ({
    ...{ number: 1, startedAt, endedAt, bytes: 1, isOpen: false },
  })
  const [nine, ten, noon] = ['2026-11-27T09:00:00.000Z', '2026-11-27T10:00:00.000Z', '2026-11-27T12:00:00.000Z']
  const parts = new Map([
    ['cc-first', [part(nine, ten)]],
    ['cc-second', [part(nine, noon)]],
  ])

  it('are those of the session that an entry is of, and of any session for one of no single session', () => {
    const of = (session: string | null, at: string) => recordedIn(parts, { session, at })
    expect([of('cc-first', ten), of('cc-first', noon), of('cc-second', noon)]).to.deep.equal([
      ...['cc-first', null, 'cc-second'],
    ])
    expect([of(null, ten), of(null, noon), of('cc-other', ten)]).to.deep.equal(['cc-first', 'cc-second', null])
  })

  it('are of the session beside it and those of its entries', () => {
    const entries = ['cc-b', 'cc-a', 'cc-b'].map((session) => ({ ...entry('a'), session }))
    expect(sessionsOf([...entries, entry('b')], 'cc-a')).to.deep.equal(['cc-a', 'cc-b'])
    expect(sessionsOf([entry('b')], null)).to.deep.equal([])
  })
})

describe('days of a time line', () => {
  it('stand at their first entry', () => {
    const entries = ['2026-11-28T01:00:00Z', '2026-11-27T09:00:00Z', '2026-11-27T08:00:00Z'].map((at) => entry(at, at))
    const days = withDays(entries, (at) => at.toISOString().slice(8, 10)).map(({ day }) => day)
    expect(days).to.deep.equal(['28', '27', null])
  })
})
