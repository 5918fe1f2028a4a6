import * as TE from 'fp-ts/lib/TaskEither.js'
import type { HooksFeature } from '../../../../application/hooks/hooks-feature.js'
import type { ServerFeature } from '../../../../application/server/server-feature.js'
import { asyncApiDocument, type AsyncApiDocument } from '../../ws/asyncapi.js'
import { HUB_CHANNELS } from '../../ws/hub.channels.js'
import { errorWords } from '../hub-errors.js'
import { HUB_ROUTES } from '../hub-routes.js'
import { openApiDocument, type OpenApiDocument } from '../openapi/openapi.js'
import { bind, type Binding } from '../routing/bind.js'
import * as about from './about.api.js'
import * as api from './api.js'
import * as setup from './setup.api.js'

export const serverRoutes = ({ logHistory, restartHub, readServerStatus }: ServerFeature): ReadonlyArray<Binding> => [
  bind(api.restartServer, ({ caller }) => restartHub(caller)),
  bind(api.readServerStatus, () => TE.fromTask(readServerStatus)),
  bind(api.readServerLogs, ({ query: { stream, lines } }) => {
    const data = logHistory.recent(lines, stream === 'stderr' ? 'troubles' : 'all').join('\n')
    return TE.right({ stream, lines, data })
  }),
]

/** Routes of the first run. */
export const setupRoutes = (
  { readSetup, installService }: Pick<ServerFeature, 'readSetup' | 'installService'>,
  { installHooks }: Pick<HooksFeature, 'installHooks'>,
): ReadonlyArray<Binding> => [
  bind(setup.readSetup, () => readSetup),
  bind(setup.installHooks, ({ caller }) => installHooks(caller)),
  bind(setup.installService, ({ caller }) => installService(caller)),
]

/** Routes for the OpenAPI and AsyncAPI documents, each of which is made at its first request. */
export function aboutRoutes({ version }: { readonly version: string }): ReadonlyArray<Binding> {
  let routes: OpenApiDocument | null = null
  let sockets: AsyncApiDocument | null = null
  return [
    bind(about.describeApi, () => TE.right((routes ??= openApiDocument(HUB_ROUTES, errorWords, version)))),
    bind(about.describeSockets, () => TE.right((sockets ??= asyncApiDocument(HUB_CHANNELS, version)))),
  ]
}
