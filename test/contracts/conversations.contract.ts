import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { ConversationChange, Conversations } from '../../application/conversations/conversations.port.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import { agentId, type AgentId } from '../../domain/agents/agent-id.js'
import type { FailedTurn } from '../../domain/attention/turn-failure.js'
import type { ConversationPart } from '../../domain/conversations/conversation.js'
import { eventually } from '../support/eventually.js'
import { right } from '../support/results.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeConversations`. */
export interface ConversationsHarness extends Harness {
  /** Adapter under test. */
  readonly conversations: Conversations
  /** Coding CLI of the conversations. */
  readonly agent: AgentId
  /** Appends an answer to a conversation a moment after all that was said before. */
  readonly say: (directory: string, conversation: string, text: string) => Promise<void>
  /** The same in the conversation of a call's sub-agent; `null` for a CLI whose sub-agents are not read. */
  readonly sayOfCall: ((directory: string, conversation: string, callId: string, text: string) => Promise<void>) | null
  /** Replaces the transcript of a conversation by a shorter one with a single answer. */
  readonly rewrite: (directory: string, conversation: string, text: string) => Promise<void>
  /** Ends the turn in an error, or starts another one for `null`; `null` for a CLI whose transcripts have no failed turns. */
  readonly fail: ((directory: string, conversation: string, turn: FailedTurn | null) => Promise<void>) | null
  /** Command line of the agent's own program in the transcripts; left out for a CLI that is the agent itself. */
  readonly program?: string
}

/** Contract of every reader of conversations. */
export function describeConversations(technology: string, open: () => Promise<ConversationsHarness>): void {
  describe(`Conversations on ${technology}`, () => {
    let h: ConversationsHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const SHOP = '/work/größe shop'
    const idOf = (digit: number): string => `${String(digit)}0c0ffee-1111-7222-8333-444455556666`
    const [ONE, TWO, OTHER] = [idOf(1), idOf(2), idOf(3)]
    const of = (id: string): AgentConversation => ({ agent: h.agent, id })
    const textsOf = ({ entries }: ConversationPart): ReadonlyArray<string> => entries.map(({ text }) => text)
    const part = async (range: Parameters<Conversations['part']>[2]) =>
      right(await h.conversations.part(SHOP, of(ONE), range)())
    const say = async (...texts: ReadonlyArray<string>): Promise<void> => {
      for (const text of texts) await h.say(SHOP, ONE, text)
    }

    it('finds the conversation of a folder that was written to last', async () => {
      const newest = (agent: AgentId | null = null) => h.conversations.newestIn(SHOP, agent)()
      expect(await newest()).to.equal(null)
      await h.say(SHOP, ONE, 'a')
      await h.say('/work/mall', OTHER, 'a')
      expect(await newest()).to.deep.equal(of(ONE))
      await h.say(SHOP, TWO, 'b')
      expect(await newest()).to.deep.equal(of(TWO))
      expect(await newest(h.agent)).to.deep.equal(of(TWO))
      expect(await newest(agentId('made-up'))).to.equal(null)
    })

    it('reads the end first, then each earlier part up to the start, in the order of the rows', async () => {
      const texts = Array.from({ length: 40 }, (_, index) => `answer ${String(index)} größe`)
      await say(...texts)
      const parts: ConversationPart[] = []
      let before: number | null = null
      do {
        const next: ConversationPart = await part({ before })
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
      const { end } = await part({ before: null })
      expect(await part({ after: end })).to.deep.equal({ entries: [], start: end, end })
      await say('c', 'd')
      const news = await part({ after: end })
      expect(textsOf(news)).to.deep.equal(['c', 'd'])
      expect([news.start, textsOf(await part({ after: news.end }))]).to.deep.equal([end, []])
    })

    it('reads a conversation by its agent and id alone, and says its folder', async () => {
      await say('a', 'b')
      await h.say('/work/mall', OTHER, 'c')
      const past = (conversation: AgentConversation) => h.conversations.past(conversation, { before: null })()
      expect(right(await past(of(ONE)))).to.deep.equal({
        ...(await part({ before: null })),
        ...{ folder: SHOP, program: h.program ?? null },
      })
      expect(right(await past(of(OTHER)))).to.deep.include({ folder: '/work/mall' })
      for (const none of [{ agent: agentId('made-up'), id: ONE }, of(TWO), of(`../${ONE}`)])
        expect(await past(none)).to.deep.equal(E.left({ _tag: 'ConversationNotFound' }))
    })

    it('takes a place beyond the end for the end, and says that a conversation is not there', async () => {
      await say('a', 'b')
      const whole = await part({ before: null })
      expect(await part({ before: 1_000_000 })).to.deep.equal(whole)
      expect(await part({ after: 1_000_000 })).to.deep.equal({ entries: [], start: whole.end, end: whole.end })
      for (const id of [TWO, '', `../${ONE}`, `${ONE}/../${ONE}`]) {
        expect(await h.conversations.part(SHOP, of(id), { before: null })()).to.deep.equal(
          E.left({ _tag: 'ConversationNotFound' }),
        )
      }
    })

    it('reads the conversation of the sub-agent that a call started, apart from that of the agent', async () => {
      await say('a')
      const ofCall = (callId: string, range: Parameters<Conversations['part']>[2]) =>
        h.conversations.partOfCall(SHOP, of(ONE), callId, range)()
      for (const callId of ['call3', '', '../call1'])
        expect(await ofCall(callId, { before: null })).to.deep.equal(E.left({ _tag: 'ConversationNotFound' }))
      if (h.sayOfCall === null) return
      await h.sayOfCall(SHOP, ONE, 'call1', 'of the first')
      await h.sayOfCall(SHOP, ONE, 'call2', 'of the second')
      const first = right(await ofCall('call1', { before: null }))
      expect(textsOf(first)).to.deep.equal(['of the first'])
      await h.sayOfCall(SHOP, ONE, 'call1', 'more')
      expect(textsOf(right(await ofCall('call1', { after: first.end })))).to.deep.equal(['more'])
      expect(textsOf(right(await ofCall('call1', { after: 0 })))).to.deep.equal(['of the first', 'more'])
      const { entries } = await part({ before: null })
      expect(entries.filter(({ kind }) => kind === 'answer').map(({ text }) => text)).to.deep.equal(['a'])
    })

    it('reads whole texts where a part of the conversation has cut ones, also of a sub-agent', async () => {
      const long = `größe ${'🦊 x'.repeat(10_000)} end`
      await say('a', 'b')
      const whole = async (id: string, callId: string | null, after: number) =>
        h.conversations.whole(of(id), callId, after)()
      expect(right(await whole(ONE, null, 0))).to.deep.equal(await part({ after: 0 }))
      await say(long)
      const [, , second] = (await part({ before: null })).entries
      expect(second?.text.length).to.be.within(19_000, 20_000)
      expect(second?.length).to.equal(long.length)
      expect(textsOf(right(await whole(ONE, null, 0)))).to.deep.equal(['a', 'b', long])
      expect(textsOf(right(await whole(ONE, null, second?.row ?? 0)))).to.deep.equal([long])
      expect(textsOf(right(await whole(ONE, null, (second?.row ?? 0) + 1)))).to.deep.equal([])
      expect(textsOf(right(await whole(ONE, null, Number.MAX_SAFE_INTEGER)))).to.deep.equal([])
      for (const [id, callId] of [
        [TWO, null],
        [ONE, 'call3'],
        [`../${ONE}`, null],
        [ONE, '../call1'],
      ] as const)
        expect(await whole(id, callId, 0)).to.deep.equal(E.left({ _tag: 'ConversationNotFound' }))
      if (h.sayOfCall === null) return
      await h.sayOfCall(SHOP, ONE, 'call1', long)
      expect(textsOf(right(await whole(ONE, 'call1', 0)))).to.deep.equal([long])
    })

    /** Changes that are reported of a conversation. `mark` is the number of those before. */
    const following = (id: string) => {
      const changes: ConversationChange[] = []
      const ends: (number | null | undefined)[] = []
      const stop = h.conversations.follow(SHOP, of(id), (change, end) => {
        changes.push(change)
        ends.push(end)
      })
      const reported = async (change: ConversationChange, mark: number): Promise<void> => {
        await eventually(() => {
          expect(changes.slice(mark)).to.include(change)
        })
      }
      return { changes, ends, reported, stop }
    }

    it('reports the beginning of following, each growth, and a transcript in the place of another', async () => {
      await say('a')
      const { changes, reported, stop } = following(ONE)
      await reported('grown', 0)
      for (const text of ['b', 'c']) {
        const mark = changes.length
        await say(text)
        await reported('grown', mark)
      }
      const mark = changes.length
      await h.rewrite(SHOP, ONE, 'anew')
      await reported('replaced', mark)
      stop()
    })

    it('reports the byte behind what was written, at which a part of the end ends', async () => {
      const end = async (): Promise<number | null> => {
        const part = await h.conversations.part(SHOP, of(ONE), { before: null })()
        return E.isRight(part) ? part.right.end : null
      }
      const { ends, stop } = following(ONE)
      for (const text of ['a', 'b']) {
        await say(text)
        const written = await end()
        await eventually(() => {
          expect(ends.at(-1)).to.equal(written)
        })
      }
      stop()
    })

    it('reports the transcript of a conversation once there is one, and no other', async () => {
      const { changes, reported, stop } = following(ONE)
      await reported('grown', 0)
      const other = following(TWO)
      await other.reported('grown', 0)
      await h.say(SHOP, TWO, 'of another')
      await other.reported('grown', 1)
      expect(changes).to.have.length(1)
      await say('a')
      await reported('grown', 1)
      other.stop()
      stop()
    })

    it('reports what the sub-agent of a call says, once there is one, and not what others say', async () => {
      if (h.sayOfCall === null) return
      await say('a')
      const changes: ConversationChange[] = []
      const stop = h.conversations.followOfCall(SHOP, of(ONE), 'call1', (change) => void changes.push(change))
      const reported = (count: number): Promise<void> =>
        eventually(() => {
          expect(changes.length).to.be.at.least(count)
        })
      await reported(1)
      await h.sayOfCall(SHOP, ONE, 'call1', 'of the first')
      await reported(2)
      const other: ConversationChange[] = []
      const stopOther = h.conversations.followOfCall(SHOP, of(ONE), 'call2', (change) => void other.push(change))
      await eventually(() => {
        expect(other).to.have.length(1)
      })
      const mark = changes.length
      await h.sayOfCall(SHOP, ONE, 'call2', 'of the second')
      await eventually(() => {
        expect(other.length).to.be.greaterThan(1)
      })
      expect(changes).to.have.length(mark)
      await h.sayOfCall(SHOP, ONE, 'call1', 'more')
      await reported(mark + 1)
      for (const end of [stop, stop, stopOther]) end()
      const atStop = changes.length
      const last = following(ONE)
      await last.reported('grown', 0)
      await h.sayOfCall(SHOP, ONE, 'call1', 'unheard')
      await say('b')
      await last.reported('grown', 1)
      expect(changes).to.have.length(atStop)
      last.stop()
    })

    it('reports nothing after it was stopped, which can be done twice, and goes on for other followers', async () => {
      await say('a')
      const [stopped, other] = [following(ONE), following(ONE)]
      await stopped.reported('grown', 0)
      await other.reported('grown', 0)
      stopped.stop()
      stopped.stop()
      const [atStop, mark] = [stopped.changes.length, other.changes.length]
      await say('b')
      await other.reported('grown', mark)
      expect(stopped.changes).to.have.length(atStop)
      other.stop()
    })

    it('reads the error that ended the last turn, until another one starts', async () => {
      const failed = (id: string) => h.conversations.failedTurn(of(id))()
      await say('a')
      expect([await failed(ONE), await failed(TWO), await failed('')]).to.deep.equal([null, null, null])
      if (h.fail === null) return
      const turn: FailedTurn = {
        failure: { kind: 'rate-limit', text: 'Request rejected (429)' },
        at: Date.UTC(2026, 10, 27, 12),
      }
      await h.fail(SHOP, ONE, turn)
      expect([await failed(ONE), await failed(TWO)]).to.deep.equal([turn, null])
      await h.fail(SHOP, ONE, null)
      expect(await failed(ONE)).to.equal(null)
    })
  })
}
