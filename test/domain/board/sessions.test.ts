import { reachOf, sessionGone, sessionRenamed, sessionsOf, withPresentNames } from '../../../domain/board/sessions.js'
import type { Board } from '../../../domain/board/card.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { aBoard, aCard } from '../../support/cards.js'

const AT = 1_772_352_999_000
const named = (id: string, name: string) => ({ id: sessionId(id), name })
const board: Board = {
  ...aBoard(
    aCard({ id: 'own', ownSession: 'cc-shop', ownSessionId: sessionId('1'), sessionRef: 'cc-shop' }),
    aCard({ id: 'shown', ownSession: 'cc-other', ownSessionId: sessionId('2'), sessionRef: 'cc-shop' }),
    aCard({ id: 'starting', ownSession: 'cc-new', sessionRef: 'cc-new' }),
    aCard({ id: 'none' }),
  ),
  ideaSessions: [
    { session: 'cc-ideas', projectId: 'p', id: sessionId('3') },
    { session: 'cc-more', projectId: 'q' },
  ],
}
const refs = ({ cards }: Board) =>
  cards.map(({ ownSession, ownSessionId, sessionRef }) => [ownSession, ownSessionId, sessionRef])

describe('sessions on the board', () => {
  it('follow a rename, for cards and idea sessions', () => {
    expect(refs(sessionRenamed(board, named('1', 'cc-store'), 'cc-shop', AT))).to.deep.equal([
      ['cc-store', '1', 'cc-store'],
      ['cc-other', '2', 'cc-store'],
      ['cc-new', null, 'cc-new'],
      [null, null, null],
    ])
    expect(refs(sessionRenamed(board, named('4', 'cc-late'), 'cc-new', AT))[2]).to.deep.equal([
      'cc-late',
      null,
      'cc-late',
    ])
    expect(sessionRenamed(board, named('3', 'cc-thoughts'), 'cc-ideas', AT).ideaSessions[0]?.session).to.equal(
      'cc-thoughts',
    )
  })

  it('stay with their cards where a session of another id is renamed or ends under their name', () => {
    const [card] = sessionRenamed(board, named('9', 'cc-store'), 'cc-shop', AT).cards
    expect(card?.ownSession).to.equal('cc-shop')
    expect(sessionGone(board, { ...named('9', 'cc-shop'), name: null }, AT)).to.equal(board)
    expect(sessionGone(board, named('9', 'cc-ideas'), AT)).to.equal(board)
  })

  it('are dropped at their end, for cards and idea sessions', () => {
    expect(refs(sessionGone(board, named('1', 'cc-shop'), AT))).to.deep.equal([
      [null, null, null],
      ['cc-other', '2', null],
      ['cc-new', null, 'cc-new'],
      [null, null, null],
    ])
    expect(refs(sessionGone(board, { id: sessionId('1'), name: null }, AT))[0]).to.deep.equal([null, null, 'cc-shop'])
    expect(refs(sessionGone(board, { id: null, name: 'cc-new' }, AT))[2]).to.deep.equal([null, null, null])
    expect(sessionGone(board, named('3', 'cc-ideas'), AT).ideaSessions).to.deep.equal([
      { session: 'cc-more', projectId: 'q' },
    ])
  })

  it('have their present names after a start of the hub, and an id where the board has a name alone', () => {
    const swapped = withPresentNames(board, [named('1', 'cc-other'), named('2', 'cc-shop'), named('4', 'cc-new')], AT)
    expect(refs(swapped)).to.deep.equal([
      ['cc-other', '1', 'cc-other'],
      ['cc-shop', '2', 'cc-shop'],
      ['cc-new', '4', 'cc-new'],
      [null, null, null],
    ])
    const ideas = withPresentNames(board, [named('3', 'cc-thoughts'), named('5', 'cc-more')], AT).ideaSessions
    expect(ideas).to.deep.equal([
      { session: 'cc-thoughts', projectId: 'p', id: '3' },
      { session: 'cc-more', projectId: 'q', id: '5' },
    ])
  })

  it('return the same board where nothing changes', () => {
    expect(sessionRenamed(board, named('9', 'cc-strange'), 'cc-odd', AT)).to.equal(board)
    expect(sessionGone(board, named('9', 'cc-strange'), AT)).to.equal(board)
    expect(withPresentNames(board, [named('1', 'cc-shop'), named('9', 'cc-strange')], AT)).to.equal(board)
  })

  it('grant a token access to the card or project of its own session only', () => {
    expect(sessionsOf(board).map(({ id, name }) => [id, name])).to.deep.equal([
      ['1', 'cc-shop'],
      ['2', 'cc-other'],
      [null, 'cc-new'],
      ['3', 'cc-ideas'],
      [null, 'cc-more'],
    ])
    const reach = ([id, name]: readonly [string, string]) => {
      const { card, projectId } = reachOf(board, named(id, name))
      return [card?.id ?? null, projectId]
    }
    const callers = [
      ['1', 'cc-shop'],
      ['1', 'cc-renamed'],
      ['9', 'cc-shop'],
      ['4', 'cc-new'],
      ['3', 'cc-ideas'],
      ['9', 'cc-ideas'],
    ] as const
    expect(callers.map(reach)).to.deep.equal([
      ['own', null],
      ['own', null],
      [null, null],
      ['starting', null],
      [null, 'p'],
      [null, null],
    ])
  })
})
