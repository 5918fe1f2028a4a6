import * as E from 'fp-ts/lib/Either.js'
import type { Requirement } from '../../../application/access/admit.js'
import { faultText } from '../../../application/shared/errors.js'
import type { Log } from '../../../application/shared/log.port.js'
import { FORBIDDEN, TRY_AGAIN_LATER, UNAUTHORIZED } from '../../../infrastructure/ws/close-codes.js'
import type { AdmitUpgrade, UpgradeDecision } from '../../../infrastructure/ws/endpoint.js'
import type { Gate, GateError, HttpCaller } from '../http/routing/gate.js'

/** Sockets are the person's own; each counts as one read when it is opened. */
const SOCKETS: Requirement = { tokens: ['operator'], rate: 'read' }

/** The gate as the upgrade dispatcher asks for it. */
export function admitUpgrade(gate: Gate, log: Log): AdmitUpgrade<HttpCaller> {
  return async (request) => {
    const admitted = await gate.admitUpgrade(request, SOCKETS)()
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
function decisionOn(error: GateError): UpgradeDecision<HttpCaller> {
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
