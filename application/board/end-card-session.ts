import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Card } from '../../domain/board/card.js'
import { sessionGone } from '../../domain/board/sessions.js'
import { parseSessionName } from '../../domain/sessions/session-name.js'
import type { BoardCaller } from './board-caller.js'
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
