import * as E from 'fp-ts/lib/Either.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { findCard, type Card, type CardId } from '../../domain/board/card.js'
import { withoutWorktree } from '../../domain/board/changes.js'
import { sessionGone, reachOf } from '../../domain/board/sessions.js'
import { parseSessionName, type SessionName } from '../../domain/sessions/session-name.js'
import type { EndSessionError } from '../sessions/end-session.js'
import type { Unavailable } from '../shared/errors.js'
import type { BoardCaller } from './board-caller.js'
import { cardKey } from './brainstorm-card.js'
import type { BoardSteps } from './ports.js'

/**
 * Ends the session that the hub started for a card, and removes it from the card. Best effort: returns true when a
 * session was ended. A session that a client wrote into `sessionRef` is never ended.
 */
export type EndCardSession = (card: Card, caller: BoardCaller) => T.Task<boolean>

export function makeEndCardSession(
  deps: Pick<BoardSteps, 'endSession' | 'directory' | 'writeBoard' | 'clock' | 'log'>,
): EndCardSession {
  const { endSession, directory, writeBoard, clock, log } = deps
  return ({ id, ownSession, ownSessionId }, caller) => {
    if (ownSession === null) return T.of(false)
    return pipe(
      TE.fromEither(parseSessionName(ownSessionId === null ? ownSession : directory.nameOf(ownSessionId))),
      TE.flatMap((name) => endSession(name, { keep: false }, caller)),
      TE.map(() => true),
      TE.orElseW((error) => (error._tag === 'SessionNotFound' ? TE.right(false) : TE.left(error))),
      TE.tap(() =>
        writeBoard((board) => E.right(sessionGone(board, { id: ownSessionId, name: ownSession }, clock.now())), caller),
      ),
      TE.getOrElse((error) => {
        log.error('the session of a card could not be ended', { card: id, reason: error._tag })
        return T.of(false)
      }),
    )
  }
}

/** State of the worktree of a session's card afterwards; `none` without one, or when the session may come back. */
export type WorktreeEnd = 'none' | 'removed' | 'kept'

/** Ends a session as `EndSession` does; for good, also the worktree that it worked in. */
export type EndWorktreeSession = (
  name: SessionName,
  options: { readonly keep: boolean },
  caller: BoardCaller,
) => TE.TaskEither<EndSessionError, WorktreeEnd>

/**
 * The branch stays, so that another start goes on with it; a worktree with anything in it that is not committed stays as
 * well. What the hub did not start for a card has no worktree of ours.
 */
export function makeEndWorktreeSession(
  deps: Pick<BoardSteps, 'endSession' | 'cards' | 'releaseCard' | 'directory' | 'writeBoard' | 'withLock' | 'clock'>,
): EndWorktreeSession {
  const { endSession, cards, releaseCard, directory, writeBoard, withLock, clock } = deps

  const release = (id: CardId, caller: BoardCaller): TE.TaskEither<Unavailable, WorktreeEnd> =>
    pipe(
      cards.read,
      TE.flatMap((board): TE.TaskEither<Unavailable, WorktreeEnd> => {
        const card = findCard(board, id)
        if (card === undefined || card.worktreePath === null) return TE.right('none')
        return pipe(
          TE.fromTask(releaseCard({ ...card, branch: null, ownSession: null, ownSessionId: null }, caller)),
          TE.tap(({ worktreeKept }) =>
            writeBoard((present) => E.right(worktreeKept ? present : withoutWorktree(present, id, clock.now())), null),
          ),
          TE.map(({ worktreeKept }) => (worktreeKept ? 'kept' : 'removed')),
        )
      }),
    )

  return (name, options, caller) =>
    pipe(
      cards.read,
      TE.flatMap((board): TE.TaskEither<EndSessionError, WorktreeEnd> => {
        const { card } = reachOf(board, { id: directory.idOf(name), name })
        const end = endSession(name, options, caller)
        if (options.keep || card === null || card.worktreePath === null)
          return pipe(
            end,
            TE.map(() => 'none'),
          )
        return withLock(
          // Nothing is started in the worktree meanwhile.
          [cardKey(card.id)],
          pipe(
            end,
            TE.flatMapTask(() =>
              pipe(
                release(card.id, caller),
                TE.getOrElse(() => T.of<WorktreeEnd>('kept')),
              ),
            ),
          ),
        )
      }),
    )
}
