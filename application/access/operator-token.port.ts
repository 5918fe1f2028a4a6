/** The person's own token. */
export interface OperatorToken {
  /** Compares digests in constant time. Always `true` when the hub runs without a token, as it may on loopback only. */
  readonly matches: (token: string | null) => boolean
  /** The token as it is now; `null` when the hub runs without one. Recordings mask it. */
  readonly current: () => string | null
  /**
   * Calls `listener` after each replacement of the token. The former token is invalid. Returns an unsubscribe function.
   */
  readonly watch: (listener: () => void) => () => void
}
