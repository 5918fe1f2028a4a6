import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { forbidden, type Forbidden } from '../../domain/access/errors.js'
import { findCard, type Board, type Card, type CardId, cardView, type CardView } from '../../domain/board/card.js'
import {
  allowsUnknownProject,
  isCallback,
  readChanges,
  type CardChanges,
  type Raw,
} from '../../domain/board/card-input.js'
import { changeCard, withoutWorktree, type ChangeError } from '../../domain/board/changes.js'
import type { Cleanup } from '../../domain/board/finish.js'
import { cardNotFound, unknownProject, type UnknownProject } from '../../domain/board/errors.js'
import { reachOf } from '../../domain/board/sessions.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { Unavailable } from '../shared/errors.js'
import { callingSession, isOnOwnBoard, listable, type BoardCaller, type NamedCaller } from './board-caller.js'
import { cardKey } from './brainstorm-card.js'
import { runningSessionNames } from './session-work.js'
import type { BoardPorts, BoardSteps } from './ports.js'

/** Failure of a change; the card is as before. */
export type ChangeCardError = ChangeError | UnknownProject | Forbidden | Unavailable
/** A card after a change; with what was tidied up behind one that was moved to `done`. */
export interface ChangedCard extends CardView {
  /** Things removed with the change; `null` when nothing was. */
  readonly cleanup: Cleanup | null
}

/** With `rev`, only that state of the card is changed. Answers with the card once all that follows is done. */
export type ChangeCard = (
  id: CardId,
  raw: Raw,
  rev: number | null,
  caller: BoardCaller,
) => TE.TaskEither<ChangeCardError, ChangedCard>

interface Change {
  readonly before: Card
  readonly changes: CardChanges
}

/**
 * Changes a card in one write, or not at all; then ends its session, if that was asked for and the stage is another. An
 * agent reaches its own card only, and of that the fields that it reports with.
 */
export function makeChangeCard(
  deps: Pick<BoardPorts, 'cards' | 'withLock' | 'host' | 'directory' | 'audit' | 'clock'> &
    Pick<BoardSteps, 'readProjectIds' | 'writeBoard' | 'endCardSession' | 'releaseCard'>,
): ChangeCard {
  const { readProjectIds, cards, writeBoard, endCardSession, releaseCard, withLock, host, directory, audit, clock } =
    deps

  const write = (
    id: CardId,
    raw: Raw,
    rev: number | null,
    caller: BoardCaller,
  ): TE.TaskEither<ChangeCardError, Change> => {
    const { principal } = caller
    let made: Change | undefined
    const change = (known: ReadonlySet<ProjectId> | null) =>
      writeBoard((board): E.Either<ChangeError | UnknownProject | Forbidden, Board> => {
        const read = readChange(board, id, raw, callingSession(principal, directory))
        if (E.isLeft(read)) return read
        made = read.right
        if (!isOnOwnBoard(principal, made.before.projectId)) return E.left(forbidden)
        const { projectId = made.before.projectId } = made.changes
        if (!isOnOwnBoard(principal, projectId)) return E.left(forbidden)
        if (known !== null && projectId !== made.before.projectId && !known.has(projectId))
          return E.left(unknownProject(listable(known, principal)))
        return changeCard(board, id, made.changes, rev, clock.now())
      }, caller)
    const { projectId } = raw
    const isChecked = typeof projectId === 'string' && !allowsUnknownProject(raw)
    return pipe(
      isChecked ? readProjectIds(projectId) : TE.right(null),
      TE.flatMap(change),
      TE.flatMap(() => (made === undefined ? TE.left(cardNotFound(id)) : TE.right(made))),
    )
  }

  const endSessionOf = (
    { before, changes: { stage, endSession } }: Change,
    caller: BoardCaller,
  ): TE.TaskEither<Unavailable, void> => {
    const session = before.ownSession
    const isAsked = endSession === true && stage !== undefined && stage !== before.stage
    if (!isAsked || session === null || session !== before.sessionRef) return TE.right(undefined)
    const fields = { card: before.id, session, from: before.stage, to: stage }
    return pipe(
      TE.fromTask(endCardSession(before, caller)),
      TE.flatMap((isEnded) =>
        isEnded ? audit.record({ event: 'card.move.endSession', fields }, caller) : TE.right(undefined),
      ),
    )
  }

  const find = (id: CardId): TE.TaskEither<ChangeCardError, Card> =>
    pipe(
      cards.read,
      TE.flatMapNullable(
        (board) => findCard(board, id),
        (): ChangeCardError => cardNotFound(id),
      ),
    )

  const tidyUp = (
    { before: { id }, changes: { stage } }: Change,
    caller: BoardCaller,
  ): TE.TaskEither<ChangeCardError, Cleanup | null> => {
    if (stage !== 'done') return TE.right(null)
    const fields = { card: id }
    return withLock(
      [cardKey(id)],
      pipe(
        find(id),
        TE.flatMapTask((card) => releaseCard(card, caller)),
        TE.tap(({ worktreeKept }) =>
          writeBoard((board) => E.right(worktreeKept ? board : withoutWorktree(board, id, clock.now())), caller),
        ),
        TE.tap(() => audit.record({ event: 'card.done-cleanup', fields }, caller)),
      ),
    )
  }

  return (id, raw, rev, caller) =>
    pipe(
      TE.Do,
      TE.bind('change', () => write(id, raw, rev, caller)),
      TE.tap(({ change }) => endSessionOf(change, caller)),
      TE.bind('cleanup', ({ change }) => tidyUp(change, caller)),
      TE.bind('card', () => find(id)),
      TE.bind('live', () => TE.fromTask(runningSessionNames(host))),
      TE.map(({ card, live, cleanup }) => ({ ...cardView(card, live), cleanup })),
    )
}

function readChange(
  board: Board,
  id: CardId,
  raw: Raw,
  session: NamedCaller | null,
): E.Either<ChangeError | Forbidden, Change> {
  const before = findCard(board, id)
  if (before === undefined) return E.left(cardNotFound(id))
  const isAgent = session !== null
  if (isAgent && reachOf(board, session).card?.id !== id) return E.left(forbidden)
  const changes = readChanges(raw)
  if (E.isLeft(changes)) return changes
  return isAgent && !isCallback(changes.right) ? E.left(forbidden) : E.right({ before, changes: changes.right })
}
