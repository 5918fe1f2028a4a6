import { compareOrigins } from '../../../../adapters/outbound/usage-logs/merge-message.js'
import { promptBandOf, STOP_RANKS } from '../../../../adapters/outbound/usage-logs/message-fields.js'
import type { RowOrigin, UsageRow } from '../../../../domain/usage/row.js'
import { quarterOf, tokensOfCounts } from '../../../support/count-rows.js'
import { joinMessages, messageOf, type UsageMessage } from '../../../support/usage-messages.js'
import { CLAUDE_CODE, CODEX } from '../../../support/agents.js'

const origin: RowOrigin = {
  agent: CLAUDE_CODE,
  model: 'm',
  variant: 'standard',
  session: 's',
  directory: '/w',
  isCopy: false,
}
const counts = { input: 5, output: 1, cacheRead: 2, cacheWrite: 3, cacheWrite1h: 0 }
const row = (values: Partial<UsageRow> = {}): UsageRow => ({
  id: 'r',
  at: 1_000,
  origin,
  counts,
  kind: 'message',
  version: 0,
  stop: null,
  tools: [],
  fork: null,
  ...values,
})
/** The join of two readings, which must be the same in either order. */
const join = (one: Partial<UsageRow>, other: Partial<UsageRow>): UsageMessage => {
  const [first, second] = [messageOf(row(one)), messageOf(row(other))]
  const joined = joinMessages(first, second)
  const turned = joinMessages(second, first)
  const sorted = (message: UsageMessage) => ({ ...message, tools: message.tools.map(({ id }) => id).sort() })
  expect(sorted(turned)).to.deep.equal(sorted(joined))
  expect(sorted(joinMessages(joined, second))).to.deep.equal(sorted(joined))
  return joined
}

describe('two readings of one request', () => {
  it('have the largest of each count', () => {
    const other = { input: 1, output: 9, cacheRead: 1, cacheWrite: 9, cacheWrite1h: 4 }
    expect(join({}, { counts: other }).counts).to.deep.equal({
      input: 5,
      output: 9,
      cacheRead: 2,
      cacheWrite: 9,
      cacheWrite1h: 4,
    })
  })

  it('use the first row for time and session, originals before copies', () => {
    const later = { ...origin, session: 'a' }
    expect(join({}, { at: 2_000, origin: later })).to.deep.include({ at: 1_000, origin })
    expect(join({}, { origin: later }).origin.session).to.equal('a')
    expect(join({}, { origin: { ...later, isCopy: true } }).origin.session).to.equal('s')
  })

  it('use the last stop reason, and the one of higher precedence at equal times', () => {
    expect(join({ stop: 'endTurn' }, { at: 2_000, stop: 'toolUse' })).to.deep.include({
      stop: 'toolUse',
      stopAt: 2_000,
    })
    expect(join({ stop: 'endTurn' }, { stop: 'toolUse' }).stop).to.equal('endTurn')
    expect(join({ stop: 'other' }, { at: 2_000 })).to.deep.include({ stop: 'other', stopAt: 1_000 })
    expect(STOP_RANKS).to.deep.equal([null, 'other', 'toolUse', 'endTurn'])
    expect([messageOf(row()).stopAt, messageOf(row({ stop: 'other' })).stopAt]).to.deep.equal([0, 1_000])
  })

  it('contain each call once', () => {
    const [a, b] = [
      { id: 'a', name: 'Bash' },
      { id: 'b', name: 'Edit' },
    ]
    expect(join({ tools: [a] }, { tools: [a, b] }).tools).to.deep.equal([a, b])
  })

  it('of a closing sum yield the later one, by version, then input, then time', () => {
    const closing = { kind: 'closing' } as const
    expect(join({ ...closing, version: 1 }, { ...closing, version: 2, at: 5 })).to.deep.include({ version: 2, at: 5 })
    expect(
      join({ ...closing, version: 1 }, { ...closing, version: 1, counts: { ...counts, input: 4, output: 9 } }).counts,
    ).to.deep.equal(counts)
    expect(join({ ...closing, at: 2_000 }, closing).at).to.equal(1_000)
  })
})

describe('the order of origins', () => {
  it('compares copy, session, folder, model, variant and agent, in this order', () => {
    const before = (values: Partial<RowOrigin>) => [
      compareOrigins(origin, { ...origin, ...values }),
      compareOrigins({ ...origin, ...values }, origin),
    ]
    expect([
      before({ isCopy: true, session: 'a' }),
      before({ session: 't', directory: '/a' }),
      before({ directory: '/x', model: 'a' }),
      before({ directory: null, model: 'z' }),
      before({ model: 'n', variant: 'batch' }),
      before({ variant: 'batch', agent: CODEX }),
      before({ agent: CODEX }),
      before({}),
    ]).to.deep.equal([
      [-1, 1],
      [-1, 1],
      [-1, 1],
      [1, -1],
      [-1, 1],
      [1, -1],
      [-1, 1],
      [0, 0],
    ])
  })
})

describe('values of a row', () => {
  it('are charged for five minutes unless the row contains an hour, and never below zero', () => {
    expect(tokensOfCounts({ ...counts, cacheWrite: 10, cacheWrite1h: 4 })).to.deep.equal({
      input: 5,
      output: 1,
      cacheRead: 2,
      cacheWrite5m: 6,
      cacheWrite1h: 4,
    })
    expect(tokensOfCounts({ ...counts, cacheWrite: 1, cacheWrite1h: 4 }).cacheWrite5m).to.equal(0)
  })

  it('lie in a band of the prompt beyond each bound, and in a quarter of an hour', () => {
    const bands = [0, 100_000, 100_001, 200_000, 200_001, 272_000, 272_001, 1e9].map(promptBandOf)
    expect(bands).to.deep.equal([0, 0, 1, 1, 2, 2, 3, 3])
    expect([0, 899_999, 900_000, 1_799_999].map(quarterOf)).to.deep.equal([0, 0, 900_000, 900_000])
  })
})
