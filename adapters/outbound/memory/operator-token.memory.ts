import type { OperatorToken } from '../../../application/access/operator-token.port.js'
import { makeListeners } from '../../../application/shared/listeners.js'

/** Token of the operator that a test replaces. */
export interface MemoryOperatorToken extends OperatorToken {
  readonly rotate: (token: string) => void
}

/** A token known in advance. `null` runs without one. */
export function memoryOperatorToken(first: string | null): MemoryOperatorToken {
  let token = first
  const rotations = makeListeners<null>('token rotations')
  return {
    matches: (offered) => token === null || offered === token,
    current: () => token,
    watch: rotations.add,
    rotate: (next) => {
      token = next
      rotations.tell(null)
    },
  }
}
