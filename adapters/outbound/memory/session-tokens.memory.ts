import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionTokens } from '../../../application/sessions/session-tokens.port.js'

/** Session tokens for as long as the process lives; counted, not random. */
export function memorySessionTokens(): SessionTokens {
  const names = new Map<string, string>()
  let issued = 0

  const drop = (isDropped: (name: string) => boolean): void => {
    for (const [token, name] of names) if (isDropped(name)) names.delete(token)
  }

  return {
    issue: (name) =>
      TE.fromIO(() => {
        drop((one) => one === name)
        issued += 1
        const token = `session-token-${String(issued)}`
        names.set(token, name)
        return token
      }),
    sessionOf: (token) => TE.fromIO(() => names.get(token) ?? null),
    rename: (from, to) =>
      TE.fromIO(() => {
        for (const [token, name] of names) if (name === from) names.set(token, to)
      }),
    revoke: (name) =>
      TE.fromIO(() => {
        drop((one) => one === name)
      }),
    keepOnly: (kept) =>
      TE.fromIO(() => {
        drop((one) => !kept.includes(one))
      }),
  }
}
