import { ContainerModule } from 'inversify'
import { makeChangeCard } from '../../application/board/change-card.js'
import { makeCreateCard } from '../../application/board/create-card.js'
import { makeDeleteCard } from '../../application/board/delete-card.js'
import { makeEndCardSession } from '../../application/board/end-card-session.js'
import { makeFollowBoardSessions } from '../../application/board/follow-board-sessions.js'
import { makeListCards } from '../../application/board/list-cards.js'
import { makeWriteBoard } from '../../application/board/write-board.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, log, audit, writeBoard, endCardSession } = T
const [host, cards] = [T.sessionHost, T.cardStore]

export const boardModule = new ContainerModule((options) => {
  provide(options, writeBoard, makeWriteBoard, { cards, host, feed: T.feed, clock })
  provide(options, endCardSession, makeEndCardSession, { endSession: T.endSession, writeBoard, clock, log })
  provide(options, T.listCards, makeListCards, { cards, host, clock })
  provide(options, T.createCard, makeCreateCard, { writeBoard, clock, secrets: T.secrets })
  provide(options, T.changeCard, makeChangeCard, { cards, writeBoard, endCardSession, host, audit, clock })
  provide(options, T.deleteCard, makeDeleteCard, { writeBoard, clock })
  provide(options, T.followBoardSessions, makeFollowBoardSessions, { host, writeBoard, clock, log })
})
