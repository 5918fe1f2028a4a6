import * as E from 'fp-ts/lib/Either.js'
import type { Requirement } from '../../../application/access/admit.js'
import { faultText } from '../../../application/shared/errors.js'
import type { Log } from '../../../application/shared/log.port.js'
import type { ScopeNeed } from '../../../domain/access/scope.js'
import { FORBIDDEN, TRY_AGAIN_LATER, UNAUTHORIZED } from '../../../infrastructure/ws/close-codes.js'
import type { AdmitUpgrade, UpgradeDecision } from '../../../infrastructure/ws/endpoint.js'
import type { AccessControl, AccessError, HttpCaller } from '../http/routing/access-control.js'
import { HUB_CHANNELS } from './hub.channels.js'

/** Scopes with which named tokens may open each kind of socket. */
const SOCKET_SCOPES: Readonly<Record<keyof typeof HUB_CHANNELS, ReadonlyArray<ScopeNeed>>> = {
  files: ['view'],
  notifications: ['view'],
  projects: ['view'],
  // With `view` alone a terminal is read only.
  terminal: ['view', 'drive'],
}

/** Sockets are the person's own; each counts as one read when it is opened. */
const REQUIREMENTS: ReadonlyMap<string, Requirement> = new Map(
  (Object.entries(SOCKET_SCOPES) as ReadonlyArray<[keyof typeof HUB_CHANNELS, ReadonlyArray<ScopeNeed>]>).map(
    ([name, scopes]) => [HUB_CHANNELS[name].path, { tokens: ['operator'], rate: 'read', scopes }],
  ),
)
const OPERATOR_ONLY: Requirement = { tokens: ['operator'], rate: 'read' }

/** Access control as the upgrade dispatcher asks for it. */
export function admitUpgrade(accessControl: AccessControl, log: Log): AdmitUpgrade<HttpCaller> {
  return async (request, { path, params }) => {
    const admitted = await accessControl.admitUpgrade(request, REQUIREMENTS.get(path) ?? OPERATOR_ONLY, params)()
    if (E.isRight(admitted)) return { _tag: 'proceed', caller: admitted.right }
    if (admitted.left._tag === 'Unavailable')
      log.warn('a socket could not be admitted', { fault: faultText(admitted.left) })
    return decisionOn(admitted.left)
  }
}

/**
 * Maps a refusal. A foreign host or origin gets a status only; other clients get a close code, which a browser can
 * read.
 */
function decisionOn(error: AccessError): UpgradeDecision<HttpCaller> {
  switch (error._tag) {
    case 'BadAccessToken':
    case 'Unauthenticated':
      return { _tag: 'close', code: UNAUTHORIZED, reason: 'Unauthorized' }
    case 'Forbidden':
      return { _tag: 'close', code: FORBIDDEN, reason: 'Forbidden' }
    case 'TooManyRequests':
      return { _tag: 'close', code: TRY_AGAIN_LATER, reason: 'Rate limit exceeded' }
    case 'Unavailable':
      return { _tag: 'close', code: TRY_AGAIN_LATER, reason: 'Not available' }
    case 'ForeignHost':
      return { _tag: 'refuse', status: 403 }
  }
}
