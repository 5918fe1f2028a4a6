import { expect } from 'chai'
import { reachOf, sessionGone, sessionRenamed, sessionsOf } from '../../../domain/board/sessions.js'
import { aBoard, aCard } from '../../support/cards.js'

const AT = 1_772_352_999_000
const board = {
  ...aBoard(
    aCard({ id: 'own', ownSession: 'cc-shop', sessionRef: 'cc-shop' }),
    aCard({ id: 'shown', ownSession: 'cc-other', sessionRef: 'cc-shop' }),
    aCard({ id: 'none' }),
  ),
  ideaSessions: [
    { session: 'cc-ideas', projectId: 'p' },
    { session: 'cc-more', projectId: 'q' },
  ],
}
const refs = ({ cards }: typeof board) => cards.map(({ id, ownSession, sessionRef }) => [id, ownSession, sessionRef])

describe('what the board knows of sessions', () => {
  it('follows a new name, of cards and of idea sessions', () => {
    expect(refs(sessionRenamed(board, 'cc-shop', 'cc-store', AT) as typeof board)).to.deep.equal([
      ['own', 'cc-store', 'cc-store'],
      ['shown', 'cc-other', 'cc-store'],
      ['none', null, null],
    ])
    expect(refs(sessionRenamed(board, 'cc-other', 'cc-new', AT) as typeof board)[1]).to.deep.equal([
      'shown',
      'cc-new',
      'cc-shop',
    ])
    expect(sessionRenamed(board, 'cc-ideas', 'cc-thoughts', AT).ideaSessions).to.deep.equal([
      { session: 'cc-thoughts', projectId: 'p' },
      { session: 'cc-more', projectId: 'q' },
    ])
  })

  it('forgets one that is over, of cards and of idea sessions', () => {
    expect(refs(sessionGone(board, 'cc-shop', AT) as typeof board)).to.deep.equal([
      ['own', null, null],
      ['shown', 'cc-other', null],
      ['none', null, null],
    ])
    expect(refs(sessionGone(board, 'cc-other', AT) as typeof board)[1]).to.deep.equal(['shown', null, 'cc-shop'])
    expect(sessionGone(board, 'cc-ideas', AT).ideaSessions).to.deep.equal([{ session: 'cc-more', projectId: 'q' }])
  })

  it('stays the very same board when nobody knew the session', () => {
    expect(sessionRenamed(board, 'cc-strange', 'cc-new', AT)).to.equal(board)
    expect(sessionGone(board, 'cc-strange', AT)).to.equal(board)
  })

  it('lets a token reach the card or the project of its own session, and nothing by what a card only shows', () => {
    expect([...sessionsOf(board)]).to.deep.equal(['cc-shop', 'cc-other', 'cc-ideas', 'cc-more'])
    const reach = (session: string) => {
      const { card, projectId } = reachOf(board, session)
      return [card?.id ?? null, projectId]
    }
    expect(['cc-shop', 'cc-other', 'cc-ideas', 'cc-strange'].map(reach)).to.deep.equal([
      ['own', null],
      ['shown', null],
      [null, 'p'],
      [null, null],
    ])
  })
})
