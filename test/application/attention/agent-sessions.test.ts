import { makeAgentSessions } from '../../../application/attention/agent-sessions.js'
import { CLAUDE_CODE, CODEX } from '../../support/agents.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const [A, B] = [sessionId('a'), sessionId('b')]

describe('the sessions that agents report from', () => {
  it('are stored by the agents’ ids, the last one reported', () => {
    const { note, all } = makeAgentSessions()
    note(A, CLAUDE_CODE, 'one')
    note(B, CLAUDE_CODE, 'two')
    note(B, CLAUDE_CODE, 'one')
    expect(Object.fromEntries(all())).to.deep.equal({ one: 'b', two: 'b' })
  })

  it('ignore what is no id, and drop the oldest', () => {
    const { note, all } = makeAgentSessions()
    for (const id of [undefined, null, '', 7, {}, 'x'.repeat(129)]) note(A, CLAUDE_CODE, id)
    expect(all().size).to.equal(0)
    for (let id = 0; id <= 10_000; id += 1) note(A, CLAUDE_CODE, String(id))
    expect([all().size, all().has('0'), all().has('10000')]).to.deep.equal([10_000, false, true])
  })

  it('have the conversation that an agent named last, with its agent', () => {
    const { note, conversationOf } = makeAgentSessions()
    expect(conversationOf(A)).to.equal(null)
    for (const id of ['one', 'two', 'one', '']) note(A, CLAUDE_CODE, id)
    note(B, CODEX, 'two')
    expect(conversationOf(A)).to.deep.equal({ agent: CLAUDE_CODE, id: 'one' })
    note(A, CODEX, 'one')
    expect([conversationOf(A), conversationOf(B)]).to.deep.equal([
      { agent: CODEX, id: 'one' },
      { agent: CODEX, id: 'two' },
    ])
  })
})
