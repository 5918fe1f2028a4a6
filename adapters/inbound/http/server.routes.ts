import * as TE from 'fp-ts/lib/TaskEither.js'
import type { LogHistory } from '../../../application/server/log-history.port.js'
import { bind, type Binding } from './bind.js'
import * as api from './server.api.js'

/** What the routes about the hub's own process drive. */
export interface ServerUseCases {
  readonly logHistory: LogHistory
}

export function serverRoutes({ logHistory }: ServerUseCases): ReadonlyArray<Binding> {
  return [
    bind(api.readServerLogs, ({ query: { stream, lines } }) => {
      const data = logHistory.recent(lines, stream === 'stderr' ? 'troubles' : 'all').join('\n')
      return TE.right({ status: 200, body: { stream, lines, data } })
    }),
  ]
}
