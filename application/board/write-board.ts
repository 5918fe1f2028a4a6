import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentConversation } from '../../domain/agents/agent-conversation.js'
import { withHistory, type Mover } from '../../domain/board/card-history.js'
import { EMPTY_BOARD, type Board, cardView } from '../../domain/board/card.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { Unavailable } from '../shared/errors.js'
import type { BoardCaller } from './board-caller.js'
import { runningSessionNames } from './session-work.js'
import type { BoardSteps } from './ports.js'

/** Changes the board; see `CardStore.update`. `caller` is `null` for the hub itself. */
export type WriteBoard = <Refusal>(
  change: (board: Board) => E.Either<Refusal, Board>,
  caller: Pick<BoardCaller, 'client' | 'principal'> | null,
) => TE.TaskEither<Refusal | Unavailable, Board>

/**
 * Changes the board. All other code changes it through this, so it keeps the moves and sessions of cards. Changed cards are
 * published once they are on disk.
 */
export function makeWriteBoard(
  deps: Pick<BoardSteps, 'cards' | 'host' | 'feed' | 'clock' | 'directory' | 'record' | 'agentSessions'>,
): WriteBoard {
  const { cards, host, feed, clock, directory, record, agentSessions } = deps

  const tell = (before: Board, after: Board, origin: string | null): T.Task<void> => {
    if (before.cards === after.cards) return T.of(undefined)
    const former = new Map(before.cards.map((card) => [card.id, card]))
    const changed = after.cards.filter((card) => former.get(card.id) !== card)
    for (const { id } of after.cards) former.delete(id)
    return pipe(
      runningSessionNames(host),
      T.map((live) => {
        const at = clock.now()
        for (const card of changed) feed.publish({ _tag: 'card-changed', card: cardView(card, live), origin, at })
        for (const id of former.keys()) feed.publish({ _tag: 'card-removed', id, origin, at })
      }),
    )
  }

  /** Conversations of sessions as their records have them; none when these cannot be read, which blocks no change. */
  const storedConversations: T.Task<ReadonlyMap<SessionId, AgentConversation>> = pipe(
    record.read,
    TE.match(
      () => new Map(),
      ({ known }) =>
        new Map(known.flatMap(({ id, conversation }) => (conversation === null ? [] : [[id, conversation] as const]))),
    ),
  )

  return (change, caller) => {
    let before = EMPTY_BOARD
    return pipe(
      TE.fromTask(storedConversations),
      TE.flatMap((stored) => {
        const conversationOf = (id: SessionId): AgentConversation | null =>
          agentSessions.conversationOf(id) ?? stored.get(id) ?? null
        return cards.update((board) => {
          before = board
          const circumstances = { by: moverOf(caller, directory), at: clock.now(), conversationOf }
          return E.map((after: Board) => withHistory(board, after, circumstances))(change(board))
        })
      }),
      TE.tapTask((after) => tell(before, after, caller?.client ?? null)),
    )
  }
}

function moverOf(caller: Pick<BoardCaller, 'principal'> | null, { nameOf }: Pick<SessionDirectory, 'nameOf'>): Mover {
  const principal = caller?.principal
  if (principal?.kind === 'session') return { kind: 'session', name: nameOf(principal.id) }
  if (principal?.kind === 'named') return { kind: 'token', name: principal.label }
  return { kind: principal?.kind === 'operator' ? 'operator' : 'hub', name: null }
}
