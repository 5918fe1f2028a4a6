import { expect } from 'chai'
import { makeAgentSessions } from '../../../application/attention/agent-sessions.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const [A, B] = [sessionId('a'), sessionId('b')]

describe('the sessions that agents report from', () => {
  it('are stored by the agents’ ids, the last one reported', () => {
    const { note, all } = makeAgentSessions()
    note(A, 'one')
    note(B, 'two')
    note(B, 'one')
    expect(Object.fromEntries(all())).to.deep.equal({ one: 'b', two: 'b' })
  })

  it('ignore what is no id, and drop the oldest', () => {
    const { note, all } = makeAgentSessions()
    for (const id of [undefined, null, '', 7, {}, 'x'.repeat(129)]) note(A, id)
    expect(all().size).to.equal(0)
    for (let id = 0; id <= 10_000; id += 1) note(A, String(id))
    expect([all().size, all().has('0'), all().has('10000')]).to.deep.equal([10_000, false, true])
  })
})
