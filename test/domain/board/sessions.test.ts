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

describe('sessions on the board', () => {
  it('follow a rename, for cards and idea sessions', () => {
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

  it('are dropped at their end, for cards and idea sessions', () => {
    expect(refs(sessionGone(board, 'cc-shop', AT) as typeof board)).to.deep.equal([
      ['own', null, null],
      ['shown', 'cc-other', null],
      ['none', null, null],
    ])
    expect(refs(sessionGone(board, 'cc-other', AT) as typeof board)[1]).to.deep.equal(['shown', null, 'cc-shop'])
    expect(sessionGone(board, 'cc-ideas', AT).ideaSessions).to.deep.equal([{ session: 'cc-more', projectId: 'q' }])
  })

  it('return the same board for an unknown session', () => {
    expect(sessionRenamed(board, 'cc-strange', 'cc-new', AT)).to.equal(board)
    expect(sessionGone(board, 'cc-strange', AT)).to.equal(board)
  })

  it('grant a token access to the card or project of its own session only', () => {
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
