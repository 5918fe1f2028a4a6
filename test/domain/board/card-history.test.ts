import fc from 'fast-check'
import { agentId } from '../../../domain/agents/agent-id.js'
import { withHistory, MAX_CARD_SESSIONS, MAX_MOVES, type BoardChange } from '../../../domain/board/card-history.js'
import { STAGES, type Card } from '../../../domain/board/card.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { aBoard, aCard } from '../../support/cards.js'

const by = { kind: 'operator', name: null } as const
const change = (more: Partial<BoardChange> = {}): BoardChange => ({ by, at: 7, conversationOf: () => null, ...more })
const after = (before: Card | null, card: Card, more: Partial<BoardChange> = {}): Card => {
  const board = withHistory(before === null ? aBoard() : aBoard(before), aBoard(card), change(more))
  return board.cards[0] ?? card
}

describe('moves and sessions of a card', () => {
  it('are noted for a new card, and for each other stage with the caller and the time', () => {
    const fresh = after(null, aCard())
    expect(fresh.moves).to.deep.equal([{ stage: 'idea', at: 7, by }])
    const agent = { kind: 'session', name: 'cc-x' } as const
    const moved = after(fresh, { ...fresh, stage: 'review', rev: 2 }, { by: agent, at: 9 })
    expect(moved.moves.slice(1)).to.deep.equal([{ stage: 'review', at: 9, by: agent }])
    const renamed = { ...moved, title: 'other' }
    expect(after(moved, renamed)).to.equal(renamed)
  })

  it('stay those of a card that was deleted and is added again, and of cards that did not change', () => {
    const card = aCard({ moves: [{ stage: 'idea', at: 1, by }] })
    expect(after(null, card)).to.equal(card)
    const [before, next] = [aBoard(card), { ...aBoard(card), ideaSessions: [{ session: 'x', projectId: 'y' }] }]
    expect(withHistory(before, { ...next, cards: before.cards }, change()).cards).to.equal(before.cards)
    expect(withHistory(before, next, change())).to.equal(next)
  })

  it('hold each session once with its last name and the conversations that become known, also as it ends', () => {
    const [id, codex] = [sessionId('s1'), agentId('codex')]
    const started = after(aCard(), aCard({ ownSession: 'cc-x', ownSessionId: id, rev: 2 }))
    expect(started.sessions).to.deep.equal([{ id, name: 'cc-x', at: 7, conversations: [] }])
    const renamed = after(started, { ...started, ownSession: 'cc-y' }, { at: 8 })
    expect(renamed.sessions).to.deep.equal([{ id, name: 'cc-y', at: 7, conversations: [] }])
    const conversationOf = () => ({ agent: codex, id: 'one' })
    const ended = after(renamed, { ...renamed, ownSession: null, ownSessionId: null }, { conversationOf })
    const session = { id, name: 'cc-y', at: 7, conversations: [{ agent: codex, id: 'one' }] }
    expect(ended.sessions).to.deep.equal([session])
    const other = after(ended, { ...ended, ownSession: 'cc-z', ownSessionId: sessionId('s2') }, { at: 9 })
    expect(other.sessions.map(({ name }) => name)).to.deep.equal(['cc-y', 'cc-z'])
  })

  it('are bounded however often a card moves and is worked on, and keep its first move', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4), { minLength: 150, maxLength: 250 }), (stages) => {
        let card = after(null, aCard())
        for (const [at, index] of stages.entries()) {
          const next = { ...card, stage: STAGES[index] ?? 'idea', ownSession: 'x', ownSessionId: sessionId(String(at)) }
          card = after(card, next, { at, conversationOf: () => ({ agent: agentId('codex'), id: String(at) }) })
        }
        expect(card.moves.length).to.be.at.most(MAX_MOVES)
        expect(card.sessions.length).to.be.at.most(MAX_CARD_SESSIONS)
        expect(card.moves[0]).to.deep.equal({ stage: 'idea', at: 7, by })
        expect(card.moves.at(-1)?.stage).to.equal(card.stage)
      }),
      { numRuns: 20 },
    )
  })
})
