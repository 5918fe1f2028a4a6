import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryConversations } from '../../../adapters/outbound/memory/conversations.memory.js'
import { memorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { makeAgentSessions } from '../../../application/attention/agent-sessions.js'
import { makeFindConversation } from '../../../application/conversations/read-conversation.js'
import { makeFollowConversation } from '../../../application/conversations/follow-conversation.js'
import { makeSessionDirectory } from '../../../application/sessions/session-directory.js'
import { makeFindSession } from '../../../application/sessions/find-session.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { EMPTY_RECORDS } from '../../../domain/sessions/session-record.js'
import { CLAUDE_CODE } from '../../support/agents.js'
import { startNamed } from '../../support/approvals.js'
import { conversationEntry } from '../../support/conversations.js'
import { eventually } from '../../support/eventually.js'

const FOLDER = '/work/shop'
const SHOP = sessionId('cc-shop')

describe('following the conversation of a session', () => {
  const setUp = () => {
    const clock = memoryClock(0)
    const [host, conversations, agentSessions] = [memorySessionHost(clock), memoryConversations(), makeAgentSessions()]
    const findSession = makeFindSession({ host, record: memoryStateStore(EMPTY_RECORDS) })
    const findConversation = makeFindConversation({ agents: AGENTS, conversations, findSession, agentSessions })
    const directory = makeSessionDirectory()
    const follow = makeFollowConversation({ conversations, findConversation, agentSessions, host, directory, clock })
    const changes: string[] = []
    const stop = follow('cc-shop', [], (change) => void changes.push(change))
    /** Follows the sub-agents of these calls too. Their changes are listed by their calls. */
    const followCalls = (...calls: ReadonlyArray<string>): (() => void) =>
      follow('cc-shop', calls, (_, call) => void changes.push(call ?? 'agent'))
    const say = (id: string): unknown => conversations.say(FOLDER, id, [conversationEntry('a')])
    const reported = async (count: number): Promise<void> => {
      await eventually(() => {
        expect(changes).to.have.length(count)
      })
    }
    const start = (): unknown => startNamed(host, 'cc-shop', FOLDER)
    return { clock, conversations, agentSessions, changes, stop, followCalls, say, reported, start }
  }

  it('goes on with the one that the agent turns to, and leaves the one before', async () => {
    const { clock, agentSessions, say, reported, start, stop } = setUp()
    start()
    agentSessions.note(SHOP, CLAUDE_CODE, 'one')
    clock.advance(2_000)
    await reported(1)
    say('one')
    await reported(2)
    agentSessions.note(SHOP, CLAUDE_CODE, 'two')
    clock.advance(2_000)
    await reported(3)
    say('one')
    say('two')
    await reported(4)
    stop()
  })

  it('begins once the session is there and has a conversation, which no agent has to name', async () => {
    const { clock, changes, say, reported, start, stop } = setUp()
    clock.advance(2_000)
    start()
    clock.advance(2_000)
    say('newest')
    clock.advance(2_000)
    await reported(1)
    say('newest')
    expect(changes).to.deep.equal(['grown', 'grown'])
    stop()
  })

  it('reports what the sub-agents of some calls say, by their calls, and of no others', async () => {
    const { clock, agentSessions, conversations, changes, reported, start, stop, followCalls } = setUp()
    stop()
    start()
    agentSessions.note(SHOP, CLAUDE_CODE, 'one')
    const stopCalls = followCalls('call1', 'call2')
    clock.advance(2_000)
    await reported(3)
    for (const callId of ['call2', 'call3', 'call1'])
      conversations.say(FOLDER, 'one', [conversationEntry('a')], { callId })
    conversations.say(FOLDER, 'one', [conversationEntry('a')])
    expect(changes).to.deep.equal(['agent', 'call1', 'call2', 'call2', 'call1', 'agent'])
    stopCalls()
    conversations.say(FOLDER, 'one', [conversationEntry('a')], { callId: 'call1' })
    expect([changes.length, clock.waiting()]).to.deep.equal([6, 0])
  })

  it('ends with its stop, after which nothing runs', async () => {
    const { clock, agentSessions, changes, say, reported, start, stop } = setUp()
    start()
    agentSessions.note(SHOP, CLAUDE_CODE, 'one')
    clock.advance(2_000)
    await reported(1)
    stop()
    stop()
    say('one')
    expect([changes.length, clock.waiting()]).to.deep.equal([1, 0])
  })
})
