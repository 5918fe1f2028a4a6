import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { sessionGone, sessionRenamed } from '../../domain/board/sessions.js'
import type { Board } from '../../domain/board/card.js'
import type { HostEvent, Session } from '../../domain/sessions/session.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import type { BoardSteps } from './ports.js'

/** Subscribes to the host. Returns an unsubscribe function. */
export type FollowBoardSessions = () => () => void

/**
 * Keeps cards in step with their sessions: a rename is followed, and a session that ended belongs to no card any more.
 * One that went down together with its host keeps its card, as it may be revived.
 */
export function makeFollowBoardSessions(
  deps: Pick<BoardSteps, 'host' | 'writeBoard' | 'clock' | 'log'>,
): FollowBoardSessions {
  const { host, writeBoard, clock, log } = deps

  const write = (change: (board: Board) => Board): TE.TaskEither<Unavailable, unknown> =>
    writeBoard((board) => E.right(change(board)), null)

  /** The name may have gone to another session since the event, and the session may have been started again. */
  const ended = ({ id, name }: Pick<Session, 'id' | 'name'>): TE.TaskEither<Unavailable, unknown> =>
    pipe(
      host.list,
      TE.flatMap((live) => {
        if (live.some((session) => session.id === id)) return TE.right(undefined)
        const isTaken = live.some((session) => session.name === name)
        return write((board) => sessionGone(board, { id, name: isTaken ? null : name }, clock.now()))
      }),
    )

  const follow = (event: HostEvent): TE.TaskEither<Unavailable, unknown> | null => {
    if (event._tag === 'SessionRenamed') {
      const { id, from, to } = event
      return write((board) => sessionRenamed(board, { id, name: to }, from, clock.now()))
    }
    return event._tag === 'SessionEnded' && event.with === 'session' ? ended(event) : null
  }

  return () =>
    host.watch((event) => {
      const following = follow(event)
      if (following === null) return
      const written = pipe(
        following,
        TE.match(
          ({ detail }) => {
            log.error('the board could not follow a session', { detail })
          },
          () => undefined,
        ),
      )
      detach('board follows sessions', written)
    })
}
