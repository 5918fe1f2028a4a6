import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { BadAccessToken } from '../../domain/access/errors.js'
import type { Person } from '../../domain/access/principal.js'

/**
 * Verifies the JWT with which an access proxy (Cloudflare Access) identifies the sender of a request. The JWT is signed
 * with a key of the team.
 *
 * It is valid when its signature is RS256 by one of the team's present keys, its issuer is the team, its audience
 * contains this application, the time fits (`exp` and `nbf`, no tolerance), and it contains an e-mail address. Unknown
 * key ids cause at most one key request in 30 s. Keys are used for at most one hour. If the key server does not
 * respond, each call settles within 6 s, as `unknown` when no key is left.
 */
export interface AccessTokens {
  /** Returns the person that the token names; fails with `BadAccessToken` for one that does not hold. */
  readonly verify: (jwt: string) => TE.TaskEither<BadAccessToken, Person>
}
