import type { NamedToken } from '../../domain/access/named-token.js'
import type { StateStore } from '../shared/state-store.port.js'

/** Named tokens in the order in which they were made. Holds digests, not the tokens. */
export interface NamedTokens extends StateStore<ReadonlyArray<NamedToken>> {
  /** Tokens as stored last. */
  readonly current: () => ReadonlyArray<NamedToken>
}
