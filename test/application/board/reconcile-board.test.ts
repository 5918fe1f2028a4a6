import * as E from 'fp-ts/lib/Either.js'
import { hubContainer } from '../../../composition/hub/hub-container.js'
import { TOKENS as T } from '../../../composition/features/tokens.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { aBoard, aCard } from '../../support/cards.js'
import { memoryTools } from '../../support/memory-tools.js'
import { right } from '../../support/results.js'
import { someSessionRecords, aSessionRecord } from '../../support/sessions.js'

describe('the board after a start of the hub', () => {
  it('keeps sessions that are about to be revived, and drops those that are gone', async () => {
    const known = ['cc-shop', 'cc-gone'].map((name) => aSessionRecord({ id: sessionId(`id of ${name}`), name }))
    const { tools, cards } = memoryTools({
      records: someSessionRecords({ known, reviving: [sessionId('id of cc-shop')] }),
    })
    const board = aBoard(
      ...known.map(({ id, name }) => aCard({ id: name, ownSession: name, ownSessionId: id, sessionRef: name })),
    )
    right(await cards.update(() => E.right(board))())
    right(await hubContainer(tools).get(T.board).reconcileBoard())
    expect(right(await cards.read()).cards.map(({ ownSession, sessionRef }) => [ownSession, sessionRef])).to.deep.equal(
      [
        ['cc-shop', 'cc-shop'],
        [null, null],
      ],
    )
  })
})
