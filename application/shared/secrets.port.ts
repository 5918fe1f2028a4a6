/** Randomness and digests. */
export interface Secrets {
  /** A UUID. */
  readonly newId: () => string
  /** 256 random bits as text that may stand in a URL. */
  readonly newSecret: () => string
  /** Of the text's UTF-8, in hex. */
  readonly sha256: (text: string) => string
}
