import fc from 'fast-check'
import { cursorText, joinStreams, parseCursor, type ReadStream } from '../../../domain/timeline/join.js'
import { limitSteps } from '../../../domain/timeline/limit-steps.js'
import { MAX_TIMELINE_TEXT, timelineEntry } from '../../../domain/timeline/timeline.js'
import type { LimitPoint } from '../../../domain/usage/limit-history.js'
import { agentId } from '../../../domain/agents/agent-id.js'

const stream = (name: string, times: ReadonlyArray<number>, isOver = true): ReadStream => ({
  isOver,
  items: times.map((at, index) => ({
    entry: timelineEntry({ id: `${name}${String(index)}`, kind: 'notice', at, text: '' }),
    after: String(index),
  })),
})
const idsOf = ({ entries }: ReturnType<typeof joinStreams>): ReadonlyArray<string> => entries.map(({ id }) => id)

describe('streams of a time line', () => {
  it('are joined newest first, those of one time in the order of the streams', () => {
    const joined = joinStreams([stream('a', [9, 5, 5]), stream('b', [9, 5, 1])], 10)
    expect([idsOf(joined), joined.taken]).to.deep.equal([
      ['a0', 'b0', 'a1', 'a2', 'b1', 'b2'],
      [3, 3],
    ])
  })

  it('are joined up to the room, and only as far as all of them are read', () => {
    expect(idsOf(joinStreams([stream('a', [9, 5]), stream('b', [7])], 2))).to.deep.equal(['a0', 'b0'])
    expect(idsOf(joinStreams([stream('a', [9, 5]), stream('b', [7], false)], 9))).to.deep.equal(['a0', 'b0'])
    expect(idsOf(joinStreams([stream('a', []), stream('b', [], false)], 9))).to.deep.equal([])
  })

  it('are joined to the same entries in one step and in several', () => {
    const times = fc.array(fc.nat(20), { maxLength: 30 }).map((all) => all.sort((one, other) => other - one))
    fc.assert(
      fc.property(fc.array(times, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 7 }), (all, room) => {
        let rest = all.map((each, index) => stream(`${String(index)}-`, each))
        const whole = idsOf(joinStreams(rest, Infinity))
        const parts: string[] = []
        for (;;) {
          const joined = joinStreams(rest, room)
          if (joined.entries.length === 0) break
          expect(joined.entries.length).to.be.at.most(room)
          parts.push(...idsOf(joined))
          rest = rest.map((each, index) => ({ ...each, items: each.items.slice(joined.taken[index]) }))
        }
        expect(parts).to.deep.equal(whole)
      }),
    )
  })
})

describe('cursors of a time line', () => {
  it('are read back, and other texts are none', () => {
    const cursor = { at: 5, streams: { conversation: 'one:1:2:3' } }
    expect(parseCursor(cursorText(cursor))).to.deep.equal(cursor)
    for (const text of ['', 'x', '7', 'null', '[]', '["5",{}]', '[5]', '[5,null]', '[5,[]]'])
      expect(parseCursor(text), text).to.equal(null)
    expect(parseCursor('[5,{"a":1,"b":"2","__proto__":"3"}]')?.streams['b']).to.equal('2')
  })
})

describe('entries of a time line', () => {
  it('have a text that is cut between whole characters', () => {
    const text = `${'x'.repeat(MAX_TIMELINE_TEXT - 1)}😀`
    expect(timelineEntry({ id: '', kind: 'prompt', at: 0, text }).text).to.equal('x'.repeat(MAX_TIMELINE_TEXT - 1))
  })
})

describe('limits on a time line', () => {
  const point = (at: number, pct5h: number | null, pct7d: number | null = null): LimitPoint => ({
    ...{ at, account: 'me', label: null, agent: agentId('claude-code'), pct5h, pct7d, resets5h: 7, resets7d: null },
  })
  const steps = (...points: ReadonlyArray<LimitPoint>) =>
    limitSteps(points).map(({ at, limit }) => [at, limit?.window, limit?.usedPercentage])

  it('are entries where a level is reached, once for each window', () => {
    expect(steps(point(1, 40), point(2, 51), point(3, 60), point(4, 91), point(5, 3), point(6, 50))).to.deep.equal([
      [2, '5h', 51],
      [4, '5h', 91],
      [6, '5h', 50],
    ])
    expect(steps(point(1, null, 74), point(2, null, 75))).to.deep.equal([[2, '7d', 75]])
  })

  it('are no entries when a rounded value goes to and fro, nor at the first point', () => {
    expect(steps(point(1, 49), point(2, 50), point(3, 49), point(4, 50))).to.deep.equal([[2, '5h', 50]])
    expect(steps(point(1, 95), point(2, null))).to.deep.equal([])
  })
})
