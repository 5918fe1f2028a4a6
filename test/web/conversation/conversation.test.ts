import {
  joined,
  openConversation,
  shownEntries,
  type Conversation,
  type Entry,
} from '../../../adapters/inbound/web/src/conversation/conversation.js'

const entry = (row: number, fields: Partial<Entry> = {}): Entry => ({
  ...{ kind: 'answer', row, part: 0, at: null, text: '', length: 0, tool: null, callId: null, input: null },
  ...{ isError: false, isSubagent: false, startsSubagent: false },
  ...fields,
})
const part = (start: number, end: number, rows: ReadonlyArray<number>): Conversation => ({
  ...{ conversation: 'one', agent: 'claude-code', isCertain: true, start, end },
  entries: rows.map((row) => entry(row)),
})
const rowsOf = ({ entries }: Conversation): ReadonlyArray<number> => entries.map(({ row }) => row)

describe('parts of a conversation', () => {
  it('are joined at either end', () => {
    const known = part(100, 200, [100, 150])
    expect(rowsOf(joined(known, part(200, 300, [200])))).to.deep.equal([100, 150, 200])
    expect(joined(known, part(200, 300, [200]))).to.deep.include({ start: 100, end: 300 })
    const older = joined(known, part(0, 100, [0]))
    expect([rowsOf(older), older.start, older.end]).to.deep.equal([[0, 100, 150], 0, 200])
    expect(joined(known, { ...part(200, 200, []) })).to.equal(known)
  })

  it('replace what was read before when they are of another conversation or leave a gap', () => {
    const known = part(100, 200, [100])
    const other = { ...part(200, 300, [200]), conversation: 'two' }
    expect([joined(null, other), joined(known, other)]).to.deep.equal([other, other])
    expect(rowsOf(joined(known, part(400, 500, [400])))).to.deep.equal([400])
  })
})

describe('an open conversation', () => {
  it('reads on after a report unless it has all that was written by then', async () => {
    const asked: object[] = []
    const open = openConversation((range) => {
      asked.push(range)
      return Promise.resolve({ ok: true, value: part(0, 200, [0]) })
    })
    void open.again()
    await open.upTo('one', 200)
    expect(asked).to.have.length(1)
    const missed = [['one', 300] as const, ['two', 200] as const, ['one', undefined] as const]
    for (const [id, end] of missed) {
      await open.upTo(id, end)
      await open.again()
    }
    expect(asked).to.have.length(1 + missed.length)
  })

  it('reads on after a report when the last read failed', async () => {
    let asked = 0
    const open = openConversation(() => {
      asked += 1
      return Promise.resolve(
        asked === 2 ? { ok: false, failure: { _tag: 'Unreachable' } } : { ok: true, value: part(0, 200, [0]) },
      )
    })
    await open.again()
    await open.again()
    await open.upTo('one', 200)
    await open.again()
    expect([asked, open.failure.peek()]).to.deep.equal([3, null])
  })
})

describe('entries of a conversation', () => {
  it('show a result with its call, also of one that comes later, and one without a call for itself', () => {
    const call = entry(0, { kind: 'call', callId: 'a' })
    const open = entry(1, { kind: 'call', callId: 'b' })
    const result = entry(2, { kind: 'result', callId: 'a' })
    const single = entry(3, { kind: 'result', callId: 'gone' })
    expect(shownEntries([call, open, result, single])).to.deep.equal([
      { key: '0.0', entry: call, result },
      { key: '1.0', entry: open, result: null },
      { key: '3.0', entry: single, result: null },
    ])
  })
})
