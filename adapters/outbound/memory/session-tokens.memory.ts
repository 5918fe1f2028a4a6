import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionTokens, TokenHolder } from '../../../application/sessions/session-tokens.port.js'

/** Session tokens for as long as the process lives; counted, not random. */
export function memorySessionTokens(): SessionTokens {
  const holders = new Map<string, TokenHolder>()
  let issued = 0

  const drop = (isDropped: (holder: TokenHolder) => boolean): ReadonlyArray<TokenHolder> => {
    const dropped = [...holders].filter(([, holder]) => isDropped(holder))
    for (const [token] of dropped) holders.delete(token)
    return dropped.map(([, holder]) => holder)
  }

  return {
    issue: (id, startedAs) =>
      TE.fromIO(() => {
        drop((holder) => holder.id === id)
        issued += 1
        const token = `session-token-${String(issued)}`
        holders.set(token, { id, startedAs })
        return token
      }),
    sessionOf: (token) => TE.fromIO(() => holders.get(token) ?? null),
    revoke: (id) => TE.fromIO(() => drop((holder) => holder.id === id)),
    keepOnly: (ids) => TE.fromIO(() => drop((holder) => !ids.includes(holder.id))),
  }
}
