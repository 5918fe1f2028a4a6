import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ServerFeature } from '../../../../application/server/server-feature.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export function serverRoutes({ logHistory, restartHub, readServerStatus }: ServerFeature): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.restartServer, ({ caller }) =>
      pipe(
        restartHub(caller),
        TE.map(({ target }) => ({ status: 200, body: { ok: true as const, restarting: true as const, target } })),
      ),
    ),
    bindAnswer(api.readServerStatus, () =>
      pipe(
        TE.fromTask(readServerStatus),
        TE.map((body) => ({ status: 200, body })),
      ),
    ),
    bindAnswer(api.readServerLogs, ({ query: { stream, lines } }) => {
      const data = logHistory.recent(lines, stream === 'stderr' ? 'troubles' : 'all').join('\n')
      return TE.right({ status: 200, body: { stream, lines, data } })
    }),
  ]
}
