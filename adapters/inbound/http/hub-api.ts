import type { IncomingMessage } from 'node:http'
import * as E from 'fp-ts/lib/Either.js'
import type { Requirement } from '../../../application/access/admit.js'
import { makeApi, type Api, type ApiEndpoint } from '../../../infrastructure/http/api.js'
import type { BodyKindLimits } from '../../../infrastructure/http/body.js'
import type { Reply } from '../../../infrastructure/http/reply.js'
import type { Binding } from './routing/bind.js'
import { errorReply } from './error-body.js'
import type { Gate, HttpCaller } from './routing/gate.js'

export interface HubApiDeps {
  readonly bindings: ReadonlyArray<Binding>
  readonly gate: Gate
  readonly bodyLimits?: BodyKindLimits
}

/** Requirement for unknown paths: a 404 needs a valid token; the gate refuses all other requests first. */
const NOWHERE: Requirement = { tokens: ['operator', 'session'], rate: 'read' }

/** Everything below `/api`, with the gate before it. */
export function hubApi({ bindings, gate, ...limits }: HubApiDeps): Api {
  return makeApi<Requirement, HttpCaller>({
    ...limits,
    endpoints: bindings.map(endpointOf),
    admit: async (request, requirement) => {
      if (isOutsideOurSessions(request)) return { _tag: 'refused', reply: NOTHING }
      const admitted = await gate.admitRequest(request, requirement ?? NOWHERE)()
      return E.isRight(admitted)
        ? { _tag: 'admitted', caller: admitted.right }
        : { _tag: 'refused', reply: errorReply(admitted.left) }
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
  needs: route,
  takes: route.takes,
  inFront: route.inFront,
  ...(route.inOrder ? { queueOf: ({ name = '' }) => name } : {}),
  answer,
})
