import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { forbidden, type Forbidden } from '../../domain/access/errors.js'
import { EMPTY_BOARD, type Board, type CardView } from '../../domain/board/card.js'
import { allowsUnknownProject, readDraft, type CardDraft, type Raw } from '../../domain/board/card-input.js'
import { addCard, newCard } from '../../domain/board/changes.js'
import { unknownProject, type BadCard, type UnknownProject } from '../../domain/board/errors.js'
import { reachOf } from '../../domain/board/sessions.js'
import type { Unavailable } from '../shared/errors.js'
import { callingSession, isOnOwnBoard, listable, type BoardCaller, type NamedCaller } from './board-caller.js'
import type { BoardSteps } from './ports.js'

/** Failure of a creation; `BadCard` names the field. */
export type CreateCardError = BadCard | UnknownProject | Forbidden | Unavailable
/** Reads the fields of a new card, stores it and publishes it. */
export type CreateCard = (raw: Raw, caller: BoardCaller) => TE.TaskEither<CreateCardError, CardView>

/** Adds a card. A session may do so for the project that it collects ideas for, and only as an idea. */
export function makeCreateCard(
  deps: Pick<BoardSteps, 'readProjectIds' | 'writeBoard' | 'directory' | 'clock' | 'secrets'>,
): CreateCard {
  const { readProjectIds, writeBoard, directory, clock, secrets } = deps
  return (raw, caller) => async () => {
    const { principal } = caller
    const draft = readDraft(raw)
    if (E.isLeft(draft)) return draft
    const { projectId } = draft.right
    const known = await readProjectIds(projectId)()
    if (E.isLeft(known)) return known
    const [id, at] = [secrets.newId(), clock.now()]
    let card = newCard(EMPTY_BOARD, id, draft.right, at)
    const written = await writeBoard((board): E.Either<BadCard | UnknownProject | Forbidden, Board> => {
      const session = callingSession(principal, directory)
      if (session !== null && !mayAdd(board, session, draft.right)) return E.left(forbidden)
      if (!isOnOwnBoard(principal, projectId)) return E.left(forbidden)
      if (!known.right.has(projectId) && !allowsUnknownProject(raw))
        return E.left(unknownProject(listable(known.right, principal)))
      card = newCard(board, id, draft.right, at)
      return addCard(board, card)
    }, caller)()
    return E.map(() => ({ card, sessionLive: false }))(written)
  }
}

const mayAdd = (board: Board, session: NamedCaller, { projectId, stage }: CardDraft): boolean =>
  stage === 'idea' && reachOf(board, session).projectId === projectId
