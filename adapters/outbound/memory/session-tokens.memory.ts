import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionTokens, TokenHolder } from '../../../application/sessions/session-tokens.port.js'

/** Session tokens for as long as the process lives; counted, not random. */
export function memorySessionTokens(): SessionTokens {
  const holders = new Map<string, TokenHolder>()
  let issued = 0

  const drop = (isDropped: (name: string) => boolean): ReadonlyArray<string> => {
    const dropped = [...holders].filter(([, { name }]) => isDropped(name))
    for (const [token] of dropped) holders.delete(token)
    return dropped.map(([, { name }]) => name)
  }

  return {
    issue: (name) =>
      TE.fromIO(() => {
        drop((one) => one === name)
        issued += 1
        const token = `session-token-${String(issued)}`
        holders.set(token, { name, bornAs: name })
        return token
      }),
    sessionOf: (token) => TE.fromIO(() => holders.get(token) ?? null),
    rename: (from, to) =>
      TE.fromIO(() => {
        if (from === to || ![...holders.values()].some(({ name }) => name === from)) return
        drop((one) => one === to)
        for (const [token, holder] of holders) if (holder.name === from) holders.set(token, { ...holder, name: to })
      }),
    revoke: (name) => TE.fromIO(() => drop((one) => one === name)),
    keepOnly: (kept) => TE.fromIO(() => drop((one) => !kept.includes(one))),
  }
}
