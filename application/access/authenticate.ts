import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  unauthenticated,
  badAccessToken,
  type Unauthenticated,
  type BadAccessToken,
} from '../../domain/access/errors.js'
import { NAMED_TOKEN_PREFIX } from '../../domain/access/named-token.js'
import type { Principal, Person } from '../../domain/access/principal.js'
import type { Caller } from '../shared/audit-log.port.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import type { NamedHolders } from './named-holders.js'
import type { AccessPorts, AccessSteps } from './ports.js'

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

/** Identification of a request that came through the tunnel. */
export interface Passage {
  /** JWT of the access proxy; `null` when the request had none. */
  readonly jwt: string | null
  /** Address of the client as the tunnel gives it; `null` when it does not, or from a peer that may not say so. */
  readonly ip: string | null
}

/** Answers with the caller as they are known now. */
export type CheckTunnel = (passage: Passage, caller: Caller) => TE.TaskEither<BadAccessToken, Caller>

/**
 * Finds out who comes through the tunnel. With an access proxy its certificate decides, and nothing that the request says
 * counts before. A person's first certificate, and each later one that is newer, is audited as a sign-in.
 */
export function makeCheckTunnel(deps: Pick<AccessSteps, 'accessTokens' | 'auditLog'>): CheckTunnel {
  const { accessTokens, auditLog } = deps
  /** By e-mail. Only the proxy's own people come so far, so it stays as small as the team. */
  const newest = new Map<string, number>()

  const noteSignIn = ({ email, issuedAtSeconds }: Person, caller: Caller): void => {
    if (issuedAtSeconds <= (newest.get(email) ?? -1)) return
    newest.set(email, issuedAtSeconds)
    detach('audit of sign-ins', () => auditLog.record({ event: 'auth.login', fields: {} }, caller)())
  }

  return ({ jwt, ip }, caller) => {
    const from = { ...caller, ip: ip ?? caller.ip }
    if (accessTokens === null) return TE.right(from)
    if (jwt === null) return TE.left(badAccessToken('no-jwt'))
    return pipe(
      accessTokens.verify(jwt),
      TE.map((person) => {
        const known = { ...from, user: person.email }
        noteSignIn(person, known)
        return known
      }),
    )
  }
}
