import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ServerFeature } from '../../../../application/server/server-feature.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export function serverRoutes({ logHistory, restartHub, readServerStatus }: ServerFeature): ReadonlyArray<Binding> {
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
