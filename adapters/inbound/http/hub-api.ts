import type { IncomingMessage } from 'node:http'
import * as E from 'fp-ts/lib/Either.js'
import type { AccessFeature } from '../../../application/access/access-feature.js'
import type { Requirement } from '../../../application/access/admit.js'
import { makeApi, type Api, type ApiEndpoint } from '../../../infrastructure/http/api.js'
import type { BodyKindLimits } from '../../../infrastructure/http/body.js'
import type { Reply } from '../../../infrastructure/http/reply.js'
import type { Binding } from './routing/bind.js'
import { errorReply, type NamedError } from './hub-errors.js'
import { scopesOf } from './route-scopes.js'
import type { AccessControl, HttpCaller } from './routing/access-control.js'

export interface HubApiDeps {
  readonly bindings: ReadonlyArray<Binding>
  readonly accessControl: AccessControl
  /** See `AccessFeature`. */
  readonly followToken: AccessFeature['followToken']
  readonly bodyLimits?: BodyKindLimits
}

/** Requirement for unknown paths: a 404 needs a valid token; access control refuses all other requests first. */
const NOWHERE: Requirement = { tokens: ['operator', 'session'], rate: 'read', scopes: ['any'] }

/** Everything below `/api`, with access control before it. */
export function hubApi({ bindings, accessControl, followToken, ...limits }: HubApiDeps): Api {
  return makeApi<Requirement, HttpCaller>({
    ...limits,
    endpoints: bindings.map(endpointOf),
    admit: async (request, requirement, params) => {
      if (isOutsideOurSessions(request)) return { _tag: 'refused', reply: NOTHING }
      const admitted = await accessControl.admitRequest(request, requirement ?? NOWHERE, params)()
      if (E.isLeft(admitted)) return { _tag: 'refused', reply: errorReply(admitted.left) }
      const caller = admitted.right
      const { principal } = caller
      // Waits and streams are reads. A write that has begun runs to its end.
      return principal.kind === 'named' && request.method === 'GET'
        ? { _tag: 'admitted', caller, follow: (end) => followToken(principal, end) }
        : { _tag: 'admitted', caller }
    },
  })
}

const NOTHING: Reply = { status: 204 }

/**
 * A coding agent with our hooks installed, started by hand somewhere else: it knows no token and no session, and Claude
 * Code leaves what it does not know empty. It would show every refusal on its screen; it learns nothing and does nothing.
 */
const isOutsideOurSessions = ({ method, url = '', headers }: IncomingMessage): boolean =>
  method === 'POST' &&
  url.startsWith('/api/hooks/') &&
  headers['x-penates-session'] === '' &&
  /^bearer\s*$/i.test(headers.authorization ?? '')

const endpointOf = ({ route, answer }: Binding): ApiEndpoint<Requirement, HttpCaller> => ({
  method: route.method,
  path: route.path,
  needs: { tokens: route.tokens, rate: route.rate, scopes: scopesOf(route) },
  takes: route.takes,
  inFront: route.inFront,
  ...(route.inOrder ? { queueOf: ({ name = '' }) => name } : {}),
  answer: async (exchange) => {
    const answered = await answer(exchange)
    if (E.isRight(answered)) return answered.right
    const { error, text } = answered.left
    return errorReply(error as NamedError, text)
  },
})
