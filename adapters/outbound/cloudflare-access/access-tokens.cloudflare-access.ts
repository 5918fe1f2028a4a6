import { errors, jwtVerify, type JWTPayload } from 'jose'
import * as E from 'fp-ts/lib/Either.js'
import type { AccessTokens } from '../../../application/access/access-tokens.port.js'
import type { Log } from '../../../application/shared/log.port.js'
import { badAccessToken, type AccessFault, type BadAccessToken } from '../../../domain/access/errors.js'
import type { Person } from '../../../domain/access/principal.js'
import type { Instant } from '../../../domain/shared/instant.js'
import { fetchKeys } from './fetch-keys.js'
import { teamKeys } from './team-keys.js'

export interface CloudflareAccessOptions {
  /** `https://team.cloudflareaccess.com`, without a slash at the end. */
  readonly team: string
  /** The tag of our application: one of `aud`. */
  readonly audience: string
  readonly now: () => Instant
  readonly log: Log
  /** Time limit for the key server, in milliseconds. */
  readonly timeoutMs?: number
}

/**
 * Cloudflare Access. developers.cloudflare.com, "Validate JWTs": keys at `/cdn-cgi/access/certs` of the team, which change
 * every six weeks, the former ones staying valid for a week.
 */
export function cloudflareAccessTokens(options: CloudflareAccessOptions): AccessTokens {
  const { team, audience, now, log, timeoutMs } = options
  const findKey = teamKeys({ fetchKeys: () => fetchKeys(`${team}/cdn-cgi/access/certs`, timeoutMs), now, log })
  const demands = { algorithms: ['RS256'], issuer: team, audience, requiredClaims: ['exp'] }

  return {
    verify: (jwt) => async () => {
      try {
        const { payload } = await jwtVerify(jwt, findKey, { ...demands, currentDate: new Date(now()) })
        return personOf(payload)
      } catch (thrown) {
        return E.left(badAccessToken(faultOf(thrown)))
      }
    },
  }
}

/** Rejects service tokens: they carry no e-mail, so no person is accountable. */
const personOf = ({ email, iat = 0 }: JWTPayload): E.Either<BadAccessToken, Person> =>
  typeof email === 'string' && email !== ''
    ? E.right({ email, issuedAtSeconds: iat })
    : E.left(badAccessToken('no-email'))

function faultOf(thrown: unknown): AccessFault {
  if (thrown instanceof errors.JWTExpired) return 'expired'
  if (thrown instanceof errors.JWTClaimValidationFailed) {
    return thrown.claim === 'aud' ? 'bad-aud' : thrown.claim === 'iss' ? 'bad-iss' : 'unknown'
  }
  const isNoJwt = thrown instanceof errors.JWSInvalid || thrown instanceof errors.JWTInvalid
  return isNoJwt || thrown instanceof errors.JWSSignatureVerificationFailed ? 'bad-sig' : 'unknown'
}
