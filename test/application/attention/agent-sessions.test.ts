import { expect } from 'chai'
import { makeFeed } from '../../../application/shared/feed.js'
import { makeAgentSessions } from '../../../application/attention/agent-sessions.js'

describe('the sessions that agents report from', () => {
  it('are known by the agents’ ids, follow a rename, and outlive their end', () => {
    const feed = makeFeed()
    const { note, all, follow } = makeAgentSessions({ feed })
    const stop = follow()
    note('cc-a', 'one')
    note('cc-b', 'two')
    note('cc-b', 'one')
    feed.publish({ _tag: 'session-renamed', oldName: 'cc-b', newName: 'cc-c', at: 1 })
    feed.publish({ _tag: 'session-ended', name: 'cc-c', at: 2 })
    expect(Object.fromEntries(all())).to.deep.equal({ one: 'cc-c', two: 'cc-c' })
    stop()
  })

  it('are not known by what is no id, and the oldest are forgotten', () => {
    const { note, all } = makeAgentSessions({ feed: makeFeed() })
    for (const id of [undefined, null, '', 7, {}, 'x'.repeat(129)]) note('cc-a', id)
    expect(all().size).to.equal(0)
    for (let id = 0; id <= 10_000; id += 1) note('cc-a', String(id))
    expect([all().size, all().has('0'), all().has('10000')]).to.deep.equal([10_000, false, true])
  })
})
