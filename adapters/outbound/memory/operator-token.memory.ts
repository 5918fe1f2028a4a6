import type { OperatorToken } from '../../../application/access/operator-token.port.js'

/** A token known in advance. `null` runs without one. */
export function memoryOperatorToken(token: string | null): OperatorToken {
  return { matches: (offered) => token === null || offered === token }
}
