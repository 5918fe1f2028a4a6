import type { LimitSource } from '../../../application/usage/limit-source.port.js'
import type { LimitAccount } from '../../../domain/usage/limits.js'

/** Limit source whose content a test sets. */
export interface MemoryLimitSource {
  /** Port. */
  readonly source: LimitSource
  readonly tell: (accounts: ReadonlyArray<LimitAccount>) => void
  /** Number of reads. */
  readonly asked: () => number
}

export function memoryLimitSource(): MemoryLimitSource {
  let known: ReadonlyArray<LimitAccount> = []
  let asked = 0
  return {
    source: () => {
      asked += 1
      return Promise.resolve(known)
    },
    tell: (accounts) => {
      known = accounts
    },
    asked: () => asked,
  }
}
