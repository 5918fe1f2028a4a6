import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Card } from '../../domain/board/card.js'
import type { SessionHost } from '../sessions/session-host.port.js'

/** A card and whether the session to show with it runs. */
export interface SeenCard {
  readonly card: Card
  readonly sessionLive: boolean
}

export const seen = (card: Card, live: ReadonlySet<string>): SeenCard => ({
  card,
  sessionLive: card.sessionRef !== null && live.has(card.sessionRef),
})

/** Names of what runs; none while the host cannot be asked: the list of sessions says that loudly enough. */
export const liveNames = (host: SessionHost): T.Task<ReadonlySet<string>> =>
  pipe(
    host.list,
    TE.match(
      (): ReadonlySet<string> => new Set(),
      (live) => new Set(live.map(({ name }) => name)),
    ),
  )
