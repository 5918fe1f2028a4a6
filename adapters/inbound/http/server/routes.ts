import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { LogHistory } from '../../../../application/server/log-history.port.js'
import type { ReadServerStatus } from '../../../../application/server/read-server-status.js'
import type { RestartHub } from '../../../../application/server/restart-hub.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

/** What the routes about the hub's own process drive. */
export interface ServerUseCases {
  readonly logHistory: LogHistory
  readonly restartHub: RestartHub
  readonly readServerStatus: ReadServerStatus
}

export function serverRoutes({ logHistory, restartHub, readServerStatus }: ServerUseCases): ReadonlyArray<Binding> {
  return [
    bind(api.restartServer, ({ caller }) =>
      pipe(
        restartHub(caller),
        TE.map(({ target }) => ({ status: 200, body: { ok: true as const, restarting: true as const, target } })),
      ),
    ),
    bind(api.readServerStatus, () =>
      pipe(
        TE.fromTask(readServerStatus),
        TE.map((body) => ({ status: 200, body })),
      ),
    ),
    bind(api.readServerLogs, ({ query: { stream, lines } }) => {
      const data = logHistory.recent(lines, stream === 'stderr' ? 'troubles' : 'all').join('\n')
      return TE.right({ status: 200, body: { stream, lines, data } })
    }),
  ]
}
