import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import { memoryConversations } from '../../../adapters/outbound/memory/conversations.memory.js'
import { memorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { memoryStateStore } from '../../../adapters/outbound/memory/state-store.memory.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { makeAgentSessions } from '../../../application/attention/agent-sessions.js'
import { makeReadConversation } from '../../../application/conversations/read-conversation.js'
import { makeFindSession } from '../../../application/sessions/find-session.js'
import type { ConversationEntry } from '../../../domain/conversations/conversation.js'
import { EMPTY_RECORDS } from '../../../domain/sessions/session-record.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { startNamed } from '../../support/approvals.js'
import { right } from '../../support/results.js'

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
  const setUp = () => {
    const clock = memoryClock(0)
    const [host, conversations, agentSessions] = [memorySessionHost(clock), memoryConversations(), makeAgentSessions()]
    startNamed(host, 'cc-shop', FOLDER)
    const record = memoryStateStore(EMPTY_RECORDS)
    const findSession = makeFindSession({ host, record })
    const read = makeReadConversation({ conversations, findSession, agentSessions })
    return { conversations, agentSessions, read }
  }

  it('is the one that an agent in the session named last, else the newest of its folder, which is not certain', async () => {
    const { conversations, agentSessions, read } = setUp()
    expect(right(await read('cc-shop', END)())).to.deep.equal({
      ...{ conversation: null, isCertain: true, entries: [], start: 0, end: 0 },
    })
    conversations.say(FOLDER, 'mine', said('a'))
    conversations.say(FOLDER, 'of-another', said('b'))
    const guessed = right(await read('cc-shop', END)())
    expect([guessed.conversation, guessed.isCertain]).to.deep.equal(['of-another', false])
    agentSessions.note(SHOP, 'earlier')
    agentSessions.note(SHOP, 'mine')
    agentSessions.note(sessionId('cc-mall'), 'of-another')
    const named = right(await read('cc-shop', END)())
    expect([named.conversation, named.isCertain, named.entries[0]?.text]).to.deep.equal(['mine', true, 'a'])
  })

  it('starts at its end when the session has another one than was read before', async () => {
    const { conversations, agentSessions, read } = setUp()
    agentSessions.note(SHOP, 'one')
    conversations.say(FOLDER, 'one', said('a'))
    const { end } = right(await read('cc-shop', END)())
    conversations.say(FOLDER, 'one', said('b'))
    const more = right(await read('cc-shop', { conversation: 'one', call: null, range: { after: end } })())
    expect(more.entries.map(({ text }) => text)).to.deep.equal(['b'])
    agentSessions.note(SHOP, 'two')
    conversations.say(FOLDER, 'two', said('c'))
    const other = right(await read('cc-shop', { conversation: 'one', call: null, range: { after: more.end } })())
    expect([other.conversation, other.start, other.entries.map(({ text }) => text)]).to.deep.equal(['two', 0, ['c']])
  })

  it('has nothing while the named one is not written yet, and an unknown session has none', async () => {
    const { conversations, agentSessions, read } = setUp()
    conversations.say(FOLDER, 'of-another', said('b'))
    agentSessions.note(SHOP, 'not-yet')
    expect(right(await read('cc-shop', END)())).to.deep.include({ conversation: null, entries: [] })
    expect(await read('cc-none', END)()).to.deep.equal(E.left({ _tag: 'SessionNotFound', name: 'cc-none' }))
  })
})
