import * as TE from 'fp-ts/lib/TaskEither.js'
import { asyncApiDocument } from '../../ws/asyncapi.js'
import { HUB_CHANNELS } from '../../ws/hub.channels.js'
import * as api from './about.api.js'
import { bind, type Binding } from '../routing/bind.js'
import { HUB_ROUTES } from '../hub-routes.js'
import { openApiDocument } from '../openapi.js'

/** Routes for the OpenAPI and AsyncAPI documents. */
export function aboutRoutes({ version }: { readonly version: string }): ReadonlyArray<Binding> {
  const routes = openApiDocument(HUB_ROUTES, version)
  const sockets = asyncApiDocument(HUB_CHANNELS, version)
  return [bind(api.describeApi, () => TE.right(routes)), bind(api.describeSockets, () => TE.right(sockets))]
}
