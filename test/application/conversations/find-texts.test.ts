import { expect } from 'chai'
import { makeFindTexts } from '../../../application/conversations/read-text.js'
import { agentId } from '../../../domain/agents/agent-id.js'
import { memoryConversations } from '../../../adapters/outbound/memory/conversations.memory.js'
import { conversationEntry } from '../../support/conversations.js'
import { right } from '../../support/results.js'

describe('texts in a conversation', () => {
  const conversation = { agent: agentId('claude-code'), id: 'one' }

  it('are found in all parts of the conversation, at most 1,000 of them', async () => {
    const conversations = memoryConversations()
    const find = async () => right(await makeFindTexts({ conversations })({ conversation, call: null }, 'cart')())
    for (let row = 0; row < 999; row += 1) conversations.say('/work/shop', 'one', [conversationEntry('the Cart')])
    const { matches, isComplete } = await find()
    expect([matches.length, isComplete, matches.at(-1)?.row]).to.deep.equal([999, true, 99_800])
    conversations.say('/work/shop', 'one', [conversationEntry('cart cart')])
    const more = await find()
    expect([more.matches.length, more.isComplete]).to.deep.equal([1_000, false])
  })
})
