/** The person's own token. */
export interface OperatorToken {
  /** Compares digests in constant time. Always `true` when the hub runs without a token, as it may on loopback only. */
  readonly matches: (token: string | null) => boolean
  /** Calls `listener` each time another token has taken its place: the former one matches no more. The answer stops it. */
  readonly watch: (listener: () => void) => () => void
}
