import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { tokenNotFound, type TokenNotFound } from '../../domain/access/errors.js'
import type { NamedToken } from '../../domain/access/named-token.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { AccessSteps } from './ports.js'

export type RevokeTokenError = TokenNotFound | Unavailable
export type RevokeToken = (id: string, caller: Caller) => TE.TaskEither<RevokeTokenError, void>

/**
 * Removes a token and ends what its holder has opened. When the removal cannot be stored, this hub still refuses the
 * token until it stops.
 */
export function makeRevokeToken(
  deps: Pick<AccessSteps, 'namedTokens' | 'namedHolders' | 'audit' | 'log'>,
): RevokeToken {
  const { namedTokens, namedHolders, audit, log } = deps
  const note = ({ id, label, kind }: NamedToken, caller: Caller): TE.TaskEither<never, void> =>
    pipe(
      audit.record({ event: 'token.revoke', fields: { kind: kind ?? 'named', id, label } }, caller),
      TE.orElse(({ detail }): TE.TaskEither<never, void> => {
        log.error('a token could not be audited', { event: 'token.revoke', id, detail })
        return TE.right(undefined)
      }),
    )

  return (id, caller) => async () => {
    const found = namedTokens.current().find((token) => token.id === id)
    if (found === undefined) return E.left(tokenNotFound(id))
    namedHolders.drop(id)
    const removed = await namedTokens.update((tokens) =>
      tokens.some((token) => token.id === id)
        ? E.right(tokens.filter((token) => token.id !== id))
        : E.left(tokenNotFound(id)),
    )()
    return E.isLeft(removed) ? removed : note(found, caller)()
  }
}
