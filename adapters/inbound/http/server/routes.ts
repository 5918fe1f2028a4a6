import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ServerFeature } from '../../../../application/server/server-feature.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export const serverRoutes = ({ logHistory, restartHub, readServerStatus }: ServerFeature): ReadonlyArray<Binding> => [
  bind(api.restartServer, ({ caller }) => restartHub(caller)),
  bind(api.readServerStatus, () => TE.fromTask(readServerStatus)),
  bind(api.readServerLogs, ({ query: { stream, lines } }) => {
    const data = logHistory.recent(lines, stream === 'stderr' ? 'troubles' : 'all').join('\n')
    return TE.right({ stream, lines, data })
  }),
]
