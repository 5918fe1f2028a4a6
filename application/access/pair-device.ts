import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  invalidPairingCode,
  tooManyRequests,
  type InvalidPairingCode,
  type InvalidToken,
  type TooManyRequests,
} from '../../domain/access/errors.js'
import { checkDraft } from '../../domain/access/named-token.js'
import {
  DEVICE_ACCESS,
  openPairing,
  PAIRING_CODE_PREFIX,
  PAIRING_LIFETIME_MS,
  takePairing,
  type DeviceAccess,
  type Pairing,
} from '../../domain/access/pairing.js'
import type { Principal } from '../../domain/access/principal.js'
import { PAIRING_LIMIT } from '../../domain/access/rate.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { TokenCaller, CreatedToken } from './tokens.js'
import { makeRateLimit } from './rate-limit.js'
import type { AccessSteps } from './ports.js'

/** A one-time code with its end. */
export interface OpenedPairing {
  readonly code: string
  readonly expiresAt: Instant
}

export type PairDeviceError = InvalidPairingCode | InvalidToken | TooManyRequests | Unavailable

/** Pairing of devices by one-time codes. Codes are held in memory: a restart of the hub ends them. */
export interface DevicePairing {
  /** Opens a code for one device with these rights. */
  readonly openPairing: (access: DeviceAccess, caller: TokenCaller) => TE.TaskEither<never, OpenedPairing>
  /**
   * Gives the holder of a code a token under this label. A code serves once. Attempts are limited per address, so that
   * codes cannot be guessed; a right code over the limit is refused and stays open.
   */
  readonly pairDevice: (code: string, label: string, caller: Caller) => TE.TaskEither<PairDeviceError, CreatedToken>
}

export function makeDevicePairing(
  deps: Pick<AccessSteps, 'issueToken' | 'namedHolders' | 'secrets' | 'audit' | 'clock'>,
): DevicePairing {
  const { issueToken, namedHolders, secrets, audit, clock } = deps
  const countAttempt = makeRateLimit({ clock }, PAIRING_LIMIT)
  let open: ReadonlyArray<Pairing> = []

  const take = (code: string): E.Either<InvalidPairingCode, Pairing> => {
    const { taken, rest } = takePairing(open, secrets.sha256(code), namedHolders.now())
    open = rest
    return taken !== null && isStillIn(taken.opener) ? E.right(taken) : E.left(invalidPairingCode)
  }

  /** False for a caller whose token was revoked or has expired. */
  const isStillIn = (principal: Principal): boolean => {
    let isIn = true
    namedHolders.follow(principal, () => {
      isIn = false
    })()
    return isIn
  }

  const refuse = (error: InvalidPairingCode, caller: Caller): TE.TaskEither<InvalidPairingCode, never> =>
    pipe(
      audit.record({ event: 'device.refuse', fields: {} }, caller),
      // A line that cannot be written opens nothing.
      T.map(() => E.left(error)),
    )

  return {
    openPairing: (access, { principal }) => {
      const code = `${PAIRING_CODE_PREFIX}${secrets.newSecret()}`
      const now = namedHolders.now()
      const expiresAt = now + PAIRING_LIFETIME_MS
      const pairing = { digest: secrets.sha256(code), expiresAt, scopes: DEVICE_ACCESS[access], opener: principal }
      open = openPairing(open, pairing, now)
      return TE.right({ code, expiresAt })
    },
    pairDevice: (code, label, caller) => {
      const attempt = countAttempt(caller.ip ?? 'unknown')
      if (!attempt.isAllowed) return TE.left(tooManyRequests(attempt.retryAfterSeconds))
      // Checked before the code is taken, so that a faulty name does not use it up.
      const named = checkDraft({ label, scopes: DEVICE_ACCESS.full, expiresAt: null }, namedHolders.now())
      if (E.isLeft(named)) return TE.left(named.left)
      const taken = take(code)
      if (E.isLeft(taken)) return refuse(taken.left, caller)
      const { scopes, opener } = taken.right
      const expiresAt = opener.kind === 'named' ? opener.expiresAt : null
      return issueToken({ label: named.right.label, scopes, expiresAt, kind: 'device' }, caller)
    },
  }
}
