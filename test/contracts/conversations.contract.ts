import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { Conversations } from '../../application/conversations/conversations.port.js'
import { agentId } from '../../domain/agents/agent-id.js'
import type { ConversationPart } from '../../domain/conversations/conversation.js'
import { right } from '../support/results.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeConversations`. */
export interface ConversationsHarness extends Harness {
  /** Adapter under test. */
  readonly conversations: Conversations
  /** Appends an answer to a conversation, or to that of the sub-agent of a call, a moment after all that was said before. */
  readonly say: (directory: string, conversation: string, text: string, callId?: string) => Promise<void>
}

const CLAUDE = agentId('claude-code')

/** Contract of every reader of conversations. */
export function describeConversations(technology: string, open: () => Promise<ConversationsHarness>): void {
  describe(`Conversations on ${technology}`, () => {
    let h: ConversationsHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const SHOP = '/work/größe shop'
    const textsOf = ({ entries }: ConversationPart): ReadonlyArray<string> => entries.map(({ text }) => text)
    const part = async (conversation: string, range: Parameters<Conversations['part']>[2]) =>
      right(await h.conversations.part(SHOP, conversation, range)())
    const say = async (...texts: ReadonlyArray<string>): Promise<void> => {
      for (const text of texts) await h.say(SHOP, 'one', text)
    }

    it('finds the conversation of a folder that was written to last', async () => {
      expect(await h.conversations.newestIn(SHOP)()).to.equal(null)
      await h.say(SHOP, 'one', 'a')
      await h.say('/work/mall', 'other', 'a')
      expect(await h.conversations.newestIn(SHOP)()).to.equal('one')
      await h.say(SHOP, 'two', 'b')
      expect(await h.conversations.newestIn(SHOP)()).to.equal('two')
    })

    it('reads the end first, then each earlier part up to the start, in the order of the rows', async () => {
      const texts = Array.from({ length: 40 }, (_, index) => `answer ${String(index)} größe`)
      await say(...texts)
      const parts: ConversationPart[] = []
      let before: number | null = null
      do {
        const next: ConversationPart = await part('one', { before })
        parts.unshift(next)
        before = next.start
      } while (before > 0)
      expect(parts.flatMap(textsOf)).to.deep.equal(texts)
      expect(parts.slice(1).map(({ start }) => start)).to.deep.equal(parts.slice(0, -1).map(({ end }) => end))
      const rows = parts.flatMap(({ entries }) => entries.map(({ row }) => row))
      expect(rows).to.deep.equal([...new Set(rows)].sort((one, other) => one - other))
    })

    it('reads what came after the end that was read before, and nothing twice', async () => {
      await say('a', 'b')
      const { end } = await part('one', { before: null })
      expect(await part('one', { after: end })).to.deep.equal({ entries: [], start: end, end })
      await say('c', 'd')
      const news = await part('one', { after: end })
      expect(textsOf(news)).to.deep.equal(['c', 'd'])
      expect([news.start, textsOf(await part('one', { after: news.end }))]).to.deep.equal([end, []])
    })

    it('reads a conversation by its agent and id alone, and says its folder', async () => {
      await say('a', 'b')
      await h.say('/work/mall', 'other', 'c')
      const past = await h.conversations.past(CLAUDE, 'one', { before: null })()
      expect(right(past)).to.deep.equal({ ...(await part('one', { before: null })), folder: SHOP })
      expect(right(await h.conversations.past(CLAUDE, 'other', { after: 0 })())).to.deep.include({
        folder: '/work/mall',
      })
      for (const [agent, id] of [
        ['codex', 'one'],
        ['claude-code', 'two'],
        ['claude-code', '../one'],
      ] as const) {
        expect(await h.conversations.past(agentId(agent), id, { before: null })()).to.deep.equal(
          E.left({ _tag: 'ConversationNotFound' }),
        )
      }
    })

    it('takes a place beyond the end for the end, and says that a conversation is not there', async () => {
      await say('a', 'b')
      const whole = await part('one', { before: null })
      expect(await part('one', { before: 1_000_000 })).to.deep.equal(whole)
      expect(await part('one', { after: 1_000_000 })).to.deep.equal({ entries: [], start: whole.end, end: whole.end })
      for (const id of ['two', '', '../one', 'one/../one']) {
        expect(await h.conversations.part(SHOP, id, { before: null })()).to.deep.equal(
          E.left({ _tag: 'ConversationNotFound' }),
        )
      }
    })

    it('reads the conversation of the sub-agent that a call started, apart from that of the agent', async () => {
      await say('a')
      await h.say(SHOP, 'one', 'of the first', 'call1')
      await h.say(SHOP, 'one', 'of the second', 'call2')
      const ofCall = (callId: string, range: Parameters<Conversations['part']>[2]) =>
        h.conversations.partOfCall(SHOP, 'one', callId, range)()
      const first = right(await ofCall('call1', { before: null }))
      expect(textsOf(first)).to.deep.equal(['of the first'])
      await h.say(SHOP, 'one', 'more', 'call1')
      expect(textsOf(right(await ofCall('call1', { after: first.end })))).to.deep.equal(['more'])
      expect(textsOf(await part('one', { before: null }))).to.deep.equal(['a'])
      for (const callId of ['call3', '', '../call1'])
        expect(await ofCall(callId, { before: null })).to.deep.equal(E.left({ _tag: 'ConversationNotFound' }))
    })
  })
}
