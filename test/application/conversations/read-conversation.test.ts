import * as E from 'fp-ts/lib/Either.js'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { memoryConversations } from '../../../adapters/outbound/memory/conversations.memory.js'
import { memorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { makeAgentSessions } from '../../../application/attention/agent-sessions.js'
import { makeFindConversation, makeReadConversation } from '../../../application/conversations/read-conversation.js'
import { makeFindSession } from '../../../application/sessions/find-session.js'
import type { ConversationEntry } from '../../../domain/conversations/conversation.js'
import { EMPTY_RECORDS, type SessionRecord } from '../../../domain/sessions/session-record.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { startNamed } from '../../support/approvals.js'
import { CLAUDE_CODE, CODEX } from '../../support/agents.js'
import { right } from '../../support/results.js'
import { aSessionRecord } from '../../support/sessions.js'

const said = (text: string): ReadonlyArray<Omit<ConversationEntry, 'row' | 'part'>> => [
  {
    ...{ kind: 'answer', at: 0, text, length: text.length, tool: null, callId: null, input: null },
    ...{ isError: false, isSubagent: false, startsSubagent: false },
  },
]

describe('the conversation of a session', () => {
  const END = { conversation: null, call: null, range: { before: null } } as const
  const FOLDER = '/work/shop'
  const SHOP = sessionId('cc-shop')
  const setUp = (...known: ReadonlyArray<SessionRecord>) => {
    const clock = memoryClock(0)
    const [host, conversations, agentSessions] = [memorySessionHost(clock), memoryConversations(), makeAgentSessions()]
    startNamed(host, 'cc-shop', FOLDER)
    const record = memoryStateStore({ ...EMPTY_RECORDS, known })
    const findSession = makeFindSession({ host, record })
    const findConversation = makeFindConversation({ agents: AGENTS, conversations, findSession, agentSessions })
    const read = makeReadConversation({ conversations, findConversation })
    return { conversations, agentSessions, read }
  }

  it('is the one that an agent in the session named last, else the newest of its folder, which is not certain', async () => {
    const { conversations, agentSessions, read } = setUp()
    expect(right(await read('cc-shop', END)())).to.deep.equal({
      ...{ conversation: null, agent: null, isCertain: true, entries: [], start: 0, end: 0 },
    })
    conversations.say(FOLDER, 'mine', said('a'))
    conversations.say(FOLDER, 'of-another', said('b'))
    const guessed = right(await read('cc-shop', END)())
    expect([guessed.conversation, guessed.isCertain]).to.deep.equal(['of-another', false])
    agentSessions.note(SHOP, CLAUDE_CODE, 'earlier')
    agentSessions.note(SHOP, CLAUDE_CODE, 'mine')
    agentSessions.note(sessionId('cc-mall'), CLAUDE_CODE, 'of-another')
    const named = right(await read('cc-shop', END)())
    expect([named.conversation, named.isCertain, named.entries[0]?.text]).to.deep.equal(['mine', true, 'a'])
  })

  it('starts at its end when the session has another one than was read before', async () => {
    const { conversations, agentSessions, read } = setUp()
    agentSessions.note(SHOP, CLAUDE_CODE, 'one')
    conversations.say(FOLDER, 'one', said('a'))
    const { end } = right(await read('cc-shop', END)())
    conversations.say(FOLDER, 'one', said('b'))
    const more = right(await read('cc-shop', { conversation: 'one', call: null, range: { after: end } })())
    expect(more.entries.map(({ text }) => text)).to.deep.equal(['b'])
    agentSessions.note(SHOP, CLAUDE_CODE, 'two')
    conversations.say(FOLDER, 'two', said('c'))
    const other = right(await read('cc-shop', { conversation: 'one', call: null, range: { after: more.end } })())
    expect([other.conversation, other.start, other.entries.map(({ text }) => text)]).to.deep.equal(['two', 0, ['c']])
  })

  it('is the one in the record of the session after a restart of the hub', async () => {
    const { conversations, read } = setUp(aSessionRecord({ conversation: { agent: CODEX, id: 'mine' } }))
    conversations.say(FOLDER, 'mine', said('a'), { agent: CODEX })
    conversations.say(FOLDER, 'of-another', said('b'))
    expect(right(await read('cc-shop', END)())).to.deep.include({ conversation: 'mine', isCertain: true })
  })

  it('is of the coding CLI that the session runs, and apart from another with its id', async () => {
    const { conversations, agentSessions, read } = setUp(aSessionRecord({ command: 'codex' }))
    conversations.say(FOLDER, 'one', said('of Codex'), { agent: CODEX })
    conversations.say(FOLDER, 'two', said('of Claude'))
    conversations.say(FOLDER, 'one', said('also of Claude'))
    const textsOf = async () => right(await read('cc-shop', END)()).entries.map(({ text }) => text)
    expect(await textsOf()).to.deep.equal(['of Codex'])
    agentSessions.note(SHOP, CODEX, 'one')
    expect(await textsOf()).to.deep.equal(['of Codex'])
    agentSessions.note(SHOP, CLAUDE_CODE, 'one')
    expect(await textsOf()).to.deep.equal(['also of Claude'])
  })

  it('has nothing while the named one is not written yet, and an unknown session has none', async () => {
    const { conversations, agentSessions, read } = setUp()
    conversations.say(FOLDER, 'of-another', said('b'))
    agentSessions.note(SHOP, CLAUDE_CODE, 'not-yet')
    expect(right(await read('cc-shop', END)())).to.deep.include({ conversation: null, entries: [] })
    expect(await read('cc-none', END)()).to.deep.equal(E.left({ _tag: 'SessionNotFound', name: 'cc-none' }))
  })
})
