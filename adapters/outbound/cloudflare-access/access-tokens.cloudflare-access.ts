import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { errors, jwtVerify, type JSONWebKeySet, type JWTPayload } from 'jose'
import type { AccessTokens } from '../../../application/access/access-tokens.port.js'
import type { Log } from '../../../application/shared/log.port.js'
import { badAccessToken, type AccessFault, type BadAccessToken } from '../../../domain/access/errors.js'
import type { Person } from '../../../domain/access/principal.js'
import type { Instant } from '../../../domain/shared/instant.js'
import { plainGet } from '../../../infrastructure/net/plain-get.js'
import { teamKeys } from './team-keys.js'

/** Milliseconds. A key server usually answers within 100 ms; a sign-in waits for it. */
const TIMEOUT_MS = 5_000
/** A team has a handful of keys of about 1 KiB. */
const MAX_BYTES = 256 * 1024

/** Required fields of a key set; jose validates the keys themselves. RFC 7517, section 5. */
const KeySet = t.type({ keys: t.array(t.intersection([t.type({ kty: t.string }), t.partial({ kid: t.string })])) })

/** Asks a key server once. Rejects on anything but a set of keys, and after 5 s. */
async function fetchKeys(url: string, timeoutMs = TIMEOUT_MS): Promise<JSONWebKeySet> {
  const { status, body } = await plainGet(url, {
    headers: { Accept: 'application/json' },
    timeoutMs,
    maxBytes: MAX_BYTES,
  })
  if (status !== 200) throw new Error(`the key server answered ${String(status)}`)
  const answer: unknown = JSON.parse(body.toString('utf8'))
  if (!KeySet.is(answer)) throw new Error('the key server answered without keys')
  return answer
}

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
