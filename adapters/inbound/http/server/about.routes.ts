import * as TE from 'fp-ts/lib/TaskEither.js'
import { asyncApiDocument, type AsyncApiDocument } from '../../ws/asyncapi.js'
import { HUB_CHANNELS } from '../../ws/hub.channels.js'
import * as api from './about.api.js'
import { bind, type Binding } from '../routing/bind.js'
import { errorWords } from '../hub-errors.js'
import { HUB_ROUTES } from '../hub-routes.js'
import { openApiDocument, type OpenApiDocument } from '../openapi/openapi.js'

/** Routes for the OpenAPI and AsyncAPI documents, each of which is made at its first request. */
export function aboutRoutes({ version }: { readonly version: string }): ReadonlyArray<Binding> {
  let routes: OpenApiDocument | null = null
  let sockets: AsyncApiDocument | null = null
  return [
    bind(api.describeApi, () => TE.right((routes ??= openApiDocument(HUB_ROUTES, errorWords, version)))),
    bind(api.describeSockets, () => TE.right((sockets ??= asyncApiDocument(HUB_CHANNELS, version)))),
  ]
}
