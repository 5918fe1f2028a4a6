import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unauthenticated, type Unauthenticated } from '../../domain/access/errors.js'
import { NAMED_TOKEN_PREFIX } from '../../domain/access/named-token.js'
import type { Principal } from '../../domain/access/principal.js'
import type { Unavailable } from '../shared/errors.js'
import type { NamedHolders } from './named-holders.js'
import type { AccessPorts } from './ports.js'

export type AuthenticateError = Unauthenticated | Unavailable
export type Authenticate = (token: string | null) => TE.TaskEither<AuthenticateError, Principal>

/** Returns the holder of a token. */
export function makeAuthenticate(
  deps: Pick<AccessPorts, 'operatorToken' | 'sessionTokens'> & {
    readonly namedHolders: Pick<NamedHolders, 'holderOf'>
  },
): Authenticate {
  const { operatorToken, sessionTokens, namedHolders } = deps
  return (token) => {
    if (operatorToken.matches(token)) return TE.right<AuthenticateError, Principal>({ kind: 'operator' })
    if (token === null) return TE.left(unauthenticated('no-token'))
    if (token.startsWith(NAMED_TOKEN_PREFIX)) {
      const holder = namedHolders.holderOf(token)
      return holder === null ? TE.left(unauthenticated('bad-bearer')) : TE.right(holder)
    }
    return pipe(
      sessionTokens.sessionOf(token),
      TE.flatMapEither((holder): E.Either<AuthenticateError, Principal> =>
        holder === null ? E.left(unauthenticated('bad-bearer')) : E.right({ kind: 'session', ...holder }),
      ),
    )
  }
}
