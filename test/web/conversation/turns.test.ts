import { shownEntries, type Entry } from '../../../adapters/inbound/web/src/conversation/conversation.js'
import { durationWords, turnsOf } from '../../../adapters/inbound/web/src/conversation/turns.js'

const NOON = Date.UTC(2026, 10, 28, 12)
const at = (seconds: number): string => new Date(NOON + seconds * 1_000).toISOString()
let row = 0
const entry = (kind: Entry['kind'], seconds: number | null, fields: Partial<Entry> = {}): Entry => ({
  ...{ kind, row: row++, part: 0, at: seconds === null ? null : at(seconds), text: '', length: 0, tool: null },
  ...{ callId: null, input: null, isError: false, isSubagent: false, startsSubagent: false },
  ...fields,
})
/** Start in seconds after noon, duration in seconds, and row of the last entry. */
const turns = (...entries: ReadonlyArray<Entry>) =>
  turnsOf(shownEntries(entries)).map(({ from, durationMs, last }) => [
    (from - NOON) / 1_000,
    durationMs / 1_000,
    Number(last.split('.')[0]) - (entries[0]?.row ?? 0),
  ])

describe('turns of a conversation', () => {
  it('are from a prompt to the last row before the next one, results of calls included', () => {
    expect(
      turns(
        entry('prompt', 0),
        entry('thinking', 2),
        entry('call', 3, { callId: 'a' }),
        entry('result', 60, { callId: 'a' }),
        entry('prompt', 100),
        entry('answer', 104),
      ),
    ).to.deep.equal([
      [0, 60, 2],
      [100, 4, 5],
    ])
  })

  it('are left out before the first prompt that was read, and without an answer', () => {
    expect(turns(entry('answer', 1), entry('prompt', 2))).to.deep.equal([])
    expect(turns()).to.deep.equal([])
  })

  it('are one for prompts that follow each other directly, and do not end in a notice that is no error', () => {
    expect(
      turns(
        entry('prompt', 0),
        entry('prompt', 1),
        entry('answer', 5),
        entry('answer', 6, { isSubagent: true }),
        entry('notice', 500),
      ),
    ).to.deep.equal([[0, 5, 2]])
    expect(turns(entry('prompt', 0), entry('notice', 9, { isError: true }))).to.deep.equal([[0, 9, 1]])
  })

  it('have no negative duration when a clock was set back, and none without a time of their prompt', () => {
    expect(turns(entry('prompt', 50), entry('answer', 20), entry('answer', null))).to.deep.equal([[50, 0, 2]])
    expect(turns(entry('prompt', null), entry('answer', 20))).to.deep.equal([])
  })

  it('have durations in seconds, minutes and hours', () => {
    expect([0, 499, 59_499, 60_000, 185_000, 3_600_000, 4_320_000, 360_000_000].map(durationWords)).to.deep.equal([
      ...['0 s', '0 s', '59 s', '1 min', '3 min 5 s', '1 h 0 min', '1 h 12 min', '100 h 0 min'],
    ])
  })
})
