import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { BadAccessToken } from '../../domain/access/errors.js'
import type { Person } from '../../domain/access/person.js'

/**
 * What an access proxy (Cloudflare Access) certifies about who sent a request: a JWT that is signed with a key of the
 * team.
 *
 * It counts when its signature is RS256 by one of the team's present keys, its issuer is the team, its audience holds this
 * application, it is valid now (`exp` and `nbf`, no tolerance), and it names an e-mail. Keys are asked for at most once in
 * 30 s for unknown ones, whatever arrives, and are never used an hour after they were given. Without the key server each
 * call settles within 6 s, as `unknown` when no key is left.
 */
export interface AccessTokens {
  readonly verify: (jwt: string) => TE.TaskEither<BadAccessToken, Person>
}
