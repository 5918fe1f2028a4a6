/**
 * Signs the answers of the gate. The wrapper before a tool checks the signature with the public key in its command line,
 * so an answer of another program on the hub's port has no effect.
 */
export interface AnswerSigner {
  /** Ed25519, SPKI DER, base64url. The same at every start of the hub. */
  readonly publicKey: string
  /** Ed25519 signature of the text's UTF-8, base64url. */
  readonly sign: (text: string) => string
}
