import { generateKeyPairSync, sign } from 'node:crypto'
import type { AnswerSigner } from '../../../application/approvals/answer-signer.port.js'

/** A signer whose key lives as long as it does. */
export function memoryAnswerSigner(): AnswerSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
  }
}
