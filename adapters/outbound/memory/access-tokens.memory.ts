import * as E from 'fp-ts/lib/Either.js'
import type { AccessTokens } from '../../../application/access/access-tokens.port.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { badAccessToken, type AccessFault, type BadAccessToken } from '../../../domain/access/errors.js'
import type { Person } from '../../../domain/access/principal.js'
import type { Instant } from '../../../domain/shared/instant.js'

/** Claims of a token of the fake; omitted claims have valid values. */
export interface AccessClaims {
  /** Mail address of the person; `null` for none. */
  readonly email?: string | null
  /** Issuer; the expected one when left out. */
  readonly issuer?: string
  /** Audience; the expected one when left out. */
  readonly audience?: string
  readonly issuedAt?: Instant
  /** Begin of the validity. */
  readonly notBefore?: Instant
  /** End of the validity. */
  readonly expires?: Instant
  /** `key`: signed by the team's key; `stranger`: by another key with the same id; `other`: in an unsupported way. */
  readonly signed?: 'key' | 'stranger' | 'other'
}

/** Tokens of an access proxy that signs with a key in memory. */
export interface MemoryAccessTokens extends AccessTokens {
  /** Makes a token. */
  readonly issue: (claims?: AccessClaims) => string
}

const MEMORY_TEAM = 'https://team.example'
export const MEMORY_AUDIENCE = 'tag'
const HOUR_MS = 3_600_000

/** An access proxy in memory: tokens are what it issued, looked at as the real ones are. */
export function memoryAccessTokens(clock: Pick<Clock, 'now'>): MemoryAccessTokens {
  const issued = new Map<string, Required<AccessClaims>>()

  const faultOf = (claims: Required<AccessClaims>): AccessFault | null => {
    if (claims.signed === 'other') return 'unknown'
    if (claims.signed === 'stranger') return 'bad-sig'
    if (claims.issuer !== MEMORY_TEAM) return 'bad-iss'
    if (claims.audience !== MEMORY_AUDIENCE) return 'bad-aud'
    if (wholeSeconds(claims.notBefore) > wholeSeconds(clock.now())) return 'unknown'
    return wholeSeconds(claims.expires) <= wholeSeconds(clock.now()) ? 'expired' : null
  }

  const read = (claims: Required<AccessClaims>): E.Either<BadAccessToken, Person> => {
    const fault = faultOf(claims)
    if (fault !== null) return E.left(badAccessToken(fault))
    const { email, issuedAt } = claims
    return email === null || email === ''
      ? E.left(badAccessToken('no-email'))
      : E.right({ email, issuedAtSeconds: wholeSeconds(issuedAt) })
  }

  return {
    issue: (claims = {}) => {
      const now = clock.now()
      const token = `access-token-${issued.size}`
      issued.set(token, {
        email: 'me@example.org',
        issuer: MEMORY_TEAM,
        audience: MEMORY_AUDIENCE,
        issuedAt: now,
        notBefore: now,
        expires: now + HOUR_MS,
        signed: 'key',
        ...claims,
      })
      return token
    },
    verify: (jwt) => () => {
      const claims = issued.get(jwt)
      return Promise.resolve(claims === undefined ? E.left(badAccessToken('bad-sig')) : read(claims))
    },
  }
}

const wholeSeconds = (at: Instant): number => Math.floor(at / 1000)
