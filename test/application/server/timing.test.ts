import fc from 'fast-check'
import { makeFeed } from '../../../application/shared/feed.js'
import { makeApprovalTimes, makeTiming } from '../../../application/server/approval-times.js'
import { quantile } from '../../../domain/server/spread.js'

describe('timing', () => {
  it('is a value that was noted, which the share of all others does not exceed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          const sorted = [...values].sort((a, b) => a - b)
          const found = quantile(sorted, share) ?? NaN
          const notAbove = sorted.filter((value) => value <= found).length
          return sorted.includes(found) && notAbove >= share * sorted.length - 1e-9
        },
      ),
    )
  })

  it('is unknown of what never happened', () => {
    expect(makeTiming().spread()).to.deep.equal({ count: 0, totalMs: 0, p50Ms: null, p99Ms: null })
  })

  it('counts all, and spreads the latest', () => {
    const timing = makeTiming()
    for (let at = 0; at < 4000; at += 1) timing.note(9999)
    expect(timing.spread()).to.deep.include({ count: 4000, p50Ms: 9999 })
    for (let at = 0; at < 1024; at += 1) timing.note(1)
    expect(timing.spread()).to.deep.include({ count: 5024, p50Ms: 1, p99Ms: 1 })
  })

  it('is of an approval the time from its question to its end, however it ended', () => {
    const feed = makeFeed()
    const times = makeApprovalTimes({ feed, list: { find: () => null } })
    const stop = times.follow()
    const question = { _tag: 'tool-approval-request', name: 'a', tool: 'Bash', preview: '' } as const
    feed.publish({ ...question, id: '1', at: 1000 })
    feed.publish({ ...question, id: '2', at: 2000 })
    feed.publish({ _tag: 'tool-approval-resolved', id: '1', name: 'a', at: 4000 })
    feed.publish({ _tag: 'tool-approval-resolved', id: 'unknown', name: 'a', at: 4000 })
    stop()
    feed.publish({ _tag: 'tool-approval-resolved', id: '2', name: 'a', at: 9000 })
    expect(times.spread()).to.deep.equal({ count: 1, totalMs: 3000, p50Ms: 3000, p99Ms: 3000 })
  })
})
