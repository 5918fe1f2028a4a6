import { expect } from 'chai'
import type { ConversationIndex } from '../../application/conversations/conversation-index.port.js'
import { agentId, type AgentId } from '../../domain/agents/agent-id.js'
import type { EntryKind } from '../../domain/conversations/conversation.js'
import type { ConversationQuery, ConversationsFound } from '../../domain/conversations/search.js'
import { eventually } from '../support/eventually.js'
import { right } from '../support/results.js'
import type { Harness } from './harness.js'

/** Entry that the suite puts into a conversation. */
export interface SaidEntry {
  readonly kind: Extract<EntryKind, 'prompt' | 'answer' | 'call'>
  readonly text: string
  /** Minutes after the start of the scene. */
  readonly minute: number
  readonly tool?: string
  readonly file?: string
}

/** Scene of the suite `describeConversationIndex`. */
export interface ConversationIndexHarness extends Harness {
  /** Adapter under test. */
  readonly index: ConversationIndex
  /** Appends an entry to the transcript of a conversation. */
  readonly say: (agent: AgentId, id: string, folder: string, entry: SaidEntry) => Promise<void>
  /** Removes a transcript. */
  readonly remove: (agent: AgentId, id: string) => Promise<void>
}

/** Start of the scene. */
const SCENE_START = Date.UTC(2026, 10, 27, 12)
export const minuteOf = (minute: number): number => SCENE_START + minute * 60_000

/** Minutes. */
const MONTH = 30 * 24 * 60

const CLAUDE = agentId('claude-code')
const CODEX = agentId('codex')
const SHOP = '/work/größe shop'
/** Ids of conversations of Codex, which are UUIDs. */
const OTHER = '10c0ffee-1111-7222-8333-444455556666'
const SAME = '20c0ffee-1111-7222-8333-444455556666'

/** Contract of every index of conversations. */
export function describeConversationIndex(technology: string, open: () => Promise<ConversationIndexHarness>): void {
  describe(`ConversationIndex on ${technology}`, () => {
    let h: ConversationIndexHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const say = (id: string, text: string, minute: number, more: Partial<SaidEntry> = {}) =>
      h.say(CLAUDE, id, SHOP, { kind: 'answer', text, minute, ...more })
    const search = async (query: Partial<ConversationQuery>): Promise<ConversationsFound> => {
      let found: ConversationsFound | null = null
      await eventually(async () => {
        found = right(await h.index.search({ ...EVERYTHING, ...query })())
        expect(found.progress.state).to.equal('ready')
      })
      return found as unknown as ConversationsFound
    }
    const idsOf = async (query: Partial<ConversationQuery>): Promise<ReadonlyArray<string>> =>
      (await search(query)).conversations.map(({ id }) => id)
    /** Ids of all pages, of ten at most. */
    const pagesOf = async (query: Partial<ConversationQuery>): Promise<ReadonlyArray<string>> => {
      const all: string[] = []
      let before: number | null = null
      for (let page = 0; page < 10; page += 1) {
        const found: ConversationsFound = await search({ ...query, before })
        all.push(...found.conversations.map(({ id }) => id))
        before = found.next
        if (before === null) break
      }
      return all
    }

    it('finds entries with all words, without regard to case and accents, and the newest conversation first', async () => {
      await say('one', 'The Größe of a cart is checked', 1)
      await say('two', 'a cart, and its GROSSE größe', 3)
      await say('three', 'a cart', 5)
      await say('one', 'nothing', 7)
      expect(await idsOf({ text: 'GRÖSSE cart' })).to.deep.equal(['two'])
      expect(await idsOf({ text: 'Große cart' })).to.deep.equal(['two', 'one'])
      expect(await idsOf({ text: 'cart' })).to.deep.equal(['three', 'two', 'one'])
      expect(await idsOf({ text: 'cart missing' })).to.deep.equal([])
      expect(await idsOf({ text: '→ "' })).to.deep.equal([])
    })

    it('finds words that stand together, the beginning of the last word, and signs of scripts without spaces', async () => {
      await say('one', 'open src/cart.ts and run the checkout', 1)
      await say('two', 'cart and ts, checking', 2)
      await say('three', '購物車結帳', 3)
      expect(await idsOf({ text: 'cart.ts' })).to.deep.equal(['one'])
      expect(await idsOf({ text: '"the checkout"' })).to.deep.equal(['one'])
      expect(await idsOf({ text: '"checkout the"' })).to.deep.equal([])
      expect(await idsOf({ text: 'cart check' })).to.deep.equal(['two', 'one'])
      expect(await idsOf({ text: 'check cart' })).to.deep.equal([])
      expect(await idsOf({ text: '物車' })).to.deep.equal(['three'])
    })

    it('returns the newest entries of a conversation with the places of what was found, as plain text', async () => {
      await say('one', 'fix the cart', 0, { kind: 'prompt' })
      for (const minute of [1, 2, 3, 4]) await say('one', `\u001b[1m<b>cart</b>\u001b[0m \u202eno ${minute}`, minute)
      const { conversations } = await search({ text: 'cart' })
      expect(conversations.map(({ hits: _, ...each }) => each)).to.deep.equal([
        { agent: CLAUDE, id: 'one', folder: SHOP, title: 'fix the cart', lastAt: minuteOf(4), found: 5 },
      ])
      const hits = conversations[0]?.hits ?? []
      expect(hits.map(({ at }) => at)).to.deep.equal([minuteOf(4), minuteOf(3), minuteOf(2)])
      expect(hits[0]).to.deep.include({ text: '<b>cart</b> no 4', matches: [{ start: 3, end: 7 }], kind: 'answer' })
    })

    it('limits what is found to an agent, a folder and those below it, a tool, a file and a range of time', async () => {
      await say('one', 'npm test', 1, { kind: 'call', tool: 'Bash' })
      await say('one', 'cart', 2, { kind: 'call', tool: 'Edit', file: `${SHOP}/src/cart.ts` })
      await h.say(CLAUDE, 'below', `${SHOP}/web`, { kind: 'answer', text: 'cart', minute: 3 })
      await h.say(CLAUDE, 'beside', `${SHOP}-two`, { kind: 'answer', text: 'cart', minute: 4 })
      await h.say(CODEX, OTHER, SHOP, { kind: 'answer', text: 'cart', minute: 5 })
      expect(await idsOf({ text: 'cart', agent: CODEX })).to.deep.equal([OTHER])
      expect(await idsOf({ text: 'cart', agent: agentId('opencode') })).to.deep.equal([])
      expect(await idsOf({ text: 'cart', folder: SHOP })).to.deep.equal([OTHER, 'below', 'one'])
      expect(await idsOf({ folder: `${SHOP}/web` })).to.deep.equal(['below'])
      expect(await idsOf({ tool: 'Bash' })).to.deep.equal(['one'])
      expect(await idsOf({ tool: 'bash' })).to.deep.equal([])
      expect(await idsOf({ text: 'npm', tool: 'Edit' })).to.deep.equal([])
      expect(await idsOf({ file: 'src/cart.ts' })).to.deep.equal(['one'])
      expect(await idsOf({ file: 'src/cart' })).to.deep.equal(['one'])
      expect(await idsOf({ file: 'web/cart.ts' })).to.deep.equal([])
      expect(await idsOf({ text: 'cart', from: minuteOf(3), to: minuteOf(5) })).to.deep.equal(['beside', 'below'])
      expect(await idsOf({ from: minuteOf(5) })).to.deep.equal([OTHER])
    })

    it('keeps conversations of two agents with one id apart', async () => {
      await say(SAME, 'of Claude', 1)
      await h.say(CODEX, SAME, SHOP, { kind: 'answer', text: 'of Codex', minute: 2 })
      const found = async (text: string) => (await search({ text })).conversations.map(({ agent, id }) => [agent, id])
      expect(await found('Claude')).to.deep.equal([[CLAUDE, SAME]])
      expect(await found('Codex')).to.deep.equal([[CODEX, SAME]])
      expect((await search({})).conversations).to.have.length(2)
    })

    it('continues behind the last conversation of an answer, and returns none twice', async () => {
      for (const round of [0, 10, 20])
        for (const id of [1, 2, 3, 4, 5]) await say(`c${id}`, `cart ${round}`, round + id)
      for (const text of ['cart', ''])
        expect(await pagesOf({ text, limit: 2 })).to.deep.equal(['c5', 'c4', 'c3', 'c2', 'c1'])
    })

    it('finds a word by its beginning among many words that begin so, in any case and with accents', async () => {
      const words = (count: number): string => Array.from({ length: count }, (_, at) => `basket${at}`).join(' ')
      await say('many', words(40), 1)
      await say('few', words(2), 2)
      await say('other', 'Café, basketball', 3)
      expect(await idsOf({ text: 'bask' })).to.deep.equal(['other', 'few', 'many'])
      expect(await idsOf({ text: 'BASKET1' })).to.deep.equal(['few', 'many'])
      expect(await idsOf({ text: 'basket1,' })).to.deep.equal(['few', 'many'])
      expect(await idsOf({ text: 'basket38 "basket39"' })).to.deep.equal(['many'])
      expect(await idsOf({ text: '"basket0 basket1" bask' })).to.deep.equal(['few', 'many'])
      expect(await idsOf({ text: 'basketz' })).to.deep.equal([])
      for (const text of ['caf', 'cafe', 'CAFÉ', 'cafe\u0301']) expect(await idsOf({ text })).to.deep.equal(['other'])
    })

    it('finds the conversations around one with most of the entries, and counts each', async () => {
      for (let minute = 0; minute < 700; minute += 1) await say('long', `cart ${minute}`, minute)
      await say('older', 'cart', -10)
      await say('newer', 'cart', 800)
      for (const minute of [50, 350]) await say('within', 'cart', minute + 0.5)
      for (let minute = 0; minute < 700; minute += 2) await say('beside', `cart ${minute}`, minute + 0.25)
      const { conversations } = await search({ text: 'cart' })
      expect(conversations.map(({ id, found }) => [id, found])).to.deep.equal([
        ...[['newer', 1] as const, ['long', 100] as const, ['beside', 100] as const],
        ...[['within', 2] as const, ['older', 1] as const],
      ])
      expect(await pagesOf({ text: 'cart', limit: 1 })).to.deep.equal(conversations.map(({ id }) => id))
    })

    it('finds the entries of conversations of several years, in any range and page by page', async () => {
      const months = [-30, -24, -13, -2, -1, 0]
      for (const month of months) {
        await say('long', `cart ${month}`, month * MONTH)
        await say(`c${month}`, 'cart', month * MONTH + 1)
      }
      const { conversations } = await search({ text: 'car' })
      expect(conversations.map(({ id, found, hits }) => [id, found, hits.map(({ at }) => at)])).to.deep.equal([
        ['c0', 1, [minuteOf(1)]],
        ['long', 6, [0, -1, -2].map((month) => minuteOf(month * MONTH))],
        ...[-1, -2, -13, -24, -30].map((month) => [`c${month}`, 1, [minuteOf(month * MONTH + 1)]]),
      ])
      const [from, to] = [minuteOf(-24 * MONTH), minuteOf(-MONTH)]
      expect(await idsOf({ text: 'cart', from, to })).to.deep.equal(['c-2', 'long', 'c-13', 'c-24'])
      expect(await pagesOf({ text: 'car', limit: 1 })).to.deep.equal(conversations.map(({ id }) => id))
      await h.remove(CLAUDE, 'long')
      expect(await idsOf({ text: 'cart' })).to.deep.equal(['c0', 'c-1', 'c-2', 'c-13', 'c-24', 'c-30'])
    })

    it('finds what was said since the last search, and nothing of what was removed', async () => {
      await say('one', 'first', 1)
      expect(await idsOf({ text: 'first' })).to.deep.equal(['one'])
      await say('one', 'second', 2)
      await say('two', 'second', 3)
      expect(await idsOf({ text: 'second' })).to.deep.equal(['two', 'one'])
      await h.remove(CLAUDE, 'one')
      expect(await idsOf({ text: 'second' })).to.deep.equal(['two'])
      expect(await idsOf({})).to.deep.equal(['two'])
    })

    it('lists all conversations without words, the one with the newest entry first', async () => {
      await say('one', 'a', 1, { kind: 'prompt' })
      await say('two', 'b', 2)
      await say('one', 'c', 3)
      const { conversations, next, progress } = await search({})
      expect(conversations).to.deep.equal([
        { agent: CLAUDE, id: 'one', folder: SHOP, title: 'a', lastAt: minuteOf(3), hits: [], found: 0 },
        { agent: CLAUDE, id: 'two', folder: SHOP, title: null, lastAt: minuteOf(2), hits: [], found: 0 },
      ])
      expect([next, progress]).to.deep.equal([null, { state: 'ready', files: 2, ofFiles: 2 }])
    })
  })
}

const EVERYTHING: ConversationQuery = {
  ...{ text: '', agent: null, folder: null, from: null, to: null, tool: null, file: null, limit: 20, before: null },
}
