import { agentId } from '../../../../../domain/agents/agent-id.js'
import type { Card } from '../../../../../domain/board/card.js'
import type { ConversationEntry } from '../../../../../domain/conversations/conversation.js'
import { sessionId } from '../../../../../domain/sessions/session-id.js'
import { aBoard, aCard } from '../../../../support/cards.js'
import { conversationEntry } from '../../../../support/conversations.js'
import { hubOfSuite } from '../../../../support/fake-hub.js'
import { right } from '../../../../support/results.js'
import { registerProjects } from '../../../../support/shop-project.js'

const MINUTE = 60_000
/** Time of the hub's clock. */
const NOW = 1_772_352_930_123
const CLAUDE = agentId('claude-code')

interface Page {
  readonly entries: ReadonlyArray<{
    readonly kind: string
    readonly text: string
    readonly session: string | null
    readonly move: { readonly stage: string; readonly by: object } | null
    readonly place: { readonly isPresent: boolean } | null
  }>
  readonly next: string | null
  readonly missing: ReadonlyArray<string>
  readonly pending: ReadonlyArray<string>
}

describe('the time line of a card over HTTP', () => {
  const hub = hubOfSuite()
  before(async () => {
    await registerProjects(hub, 'shop')
    hub.usageLogs.write()
  })

  const put = async (values: Partial<Card>): Promise<Card> => {
    const card = aCard({ createdAt: NOW - 300 * MINUTE, projectId: 'shop', ...values })
    right(await hub.cards.update(() => ({ _tag: 'Right', right: aBoard(card) }))())
    return card
  }
  const read = async (id: string, query = ''): Promise<Page> => {
    const { status, json } = await hub.send('GET', `/api/board/cards/${id}/timeline${query}`)
    expect(status, JSON.stringify(json)).to.equal(200)
    return json as Page
  }
  const shown = ({ entries }: Pick<Page, 'entries'>) =>
    entries.map(({ kind, text, session, move }) => [kind, move?.stage ?? text, session].filter(Boolean).join(' '))
  const paged = async (id: string, limit: number): Promise<Page['entries']> => {
    const all: Page['entries'][number][] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Page = await read(id, `?limit=${String(limit)}&cursor=${encodeURIComponent(cursor)}`)
      all.push(...page.entries)
      cursor = page.next
    }
    return all
  }
  const say = (conversation: string, minutes: number, text: string, more: Partial<ConversationEntry> = {}): void => {
    hub.conversations.say('/work/shop', conversation, [
      { ...conversationEntry(text), at: NOW - minutes * MINUTE, ...more },
    ])
  }
  const decide = async (id: string, session: string, preview: string): Promise<void> => {
    const call = { id, session, tool: 'Bash', digest: 'd', preview }
    right(await hub.approvalLedger.append({ kind: 'request', mode: 'ask', ...call })())
    right(
      await hub.approvalLedger.append({
        kind: 'outcome',
        id,
        session,
        digest: 'd',
        outcome: 'allowed',
        why: 'decided',
      })(),
    )
  }
  const session = (name: string, conversation: string) => ({
    ...{ id: sessionId(`id-of-${name}`), name, at: NOW - 200 * MINUTE },
    conversations: [{ agent: CLAUDE, id: conversation }],
  })

  it('is empty for a card to which nothing happened, and is refused for an unknown one', async () => {
    const { id } = await put({})
    expect(await read(id)).to.deep.equal({ entries: [], next: null, missing: [], pending: [] })
    expect((await hub.send('GET', '/api/board/cards/none/timeline')).code).to.equal('CardNotFound')
    expect((await hub.send('GET', `/api/board/cards/${id}/timeline?limit=0`)).code).to.equal('InvalidQuery')
  })

  it('joins sessions that are over with its moves and decisions, on pages of any size', async () => {
    const by = { kind: 'operator', name: null } as const
    const { id } = await put({
      sessions: [session('cc-one', 'first'), session('cc-two', 'second')],
      moves: [
        { stage: 'idea', at: NOW - 300 * MINUTE, by },
        { stage: 'implement', at: NOW - 55 * MINUTE, by: { kind: 'hub', name: null } },
        { stage: 'review', at: NOW - 5 * MINUTE, by: { kind: 'session', name: 'cc-two' } },
      ],
    })
    say('first', 60, 'plan it', { kind: 'prompt' })
    say('first', 58, 'planned')
    say('second', 50, 'do it', { kind: 'prompt' })
    say('second', 10, 'done')
    say('of another card', 9, 'unrelated')
    await decide('x', 'cc-two', 'npm test')
    await decide('y', 'cc-other', 'rm')
    const page = await read(id)
    expect([shown(page), page.next, page.missing]).to.deep.equal([
      [
        ...['approval npm test cc-two', 'move review', 'answer done cc-two', 'prompt do it cc-two', 'move implement'],
        ...['answer planned cc-one', 'prompt plan it cc-one', 'move idea'],
      ],
      null,
      [],
    ])
    expect(page.entries[2]?.place).to.deep.include({ agent: 'claude-code', conversation: 'second', isPresent: false })
    expect(page.entries[1]?.move).to.deep.equal({ stage: 'review', by: { kind: 'session', name: 'cc-two' } })
    for (const limit of [1, 2, 3, 7]) expect(await paged(id, limit), String(limit)).to.deep.equal(page.entries)
    expect(shown(await read(id, '?kind=move'))).to.deep.equal(['move review', 'move implement', 'move idea'])
  })

  it('notes who moved a card and which session worked on it', async () => {
    const { json } = await hub.send('POST', '/api/board/cards', { body: { projectId: 'shop', title: 'Offline' } })
    const { id } = json as { readonly id: string }
    hub.clock.advance(MINUTE)
    await hub.send('PATCH', `/api/board/cards/${id}`, { body: { stage: 'brainstorming' } })
    await hub.send('PATCH', `/api/board/cards/${id}`, { body: { title: 'Off line' } })
    const { entries } = await read(id)
    expect(shown({ entries })).to.deep.equal(['move brainstorming', 'move idea'])
    expect(entries[0]?.move?.by).to.deep.equal({ kind: 'operator', name: null })
  })

  it('names sources that cannot be read, and has the rest', async () => {
    const { id } = await put({ moves: [{ stage: 'idea', at: NOW - MINUTE, by: { kind: 'hub', name: null } }] })
    hub.usageLogs.fail('gone')
    const page = await read(id)
    expect([shown(page), page.missing]).to.deep.equal([['move idea'], ['usage']])
  })
})
