import { expect } from 'chai'
import { createPublicKey, verify } from 'node:crypto'
import type { AnswerSigner } from '../../application/approvals/answer-signer.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeAnswerSigner`. */
export interface AnswerSignerHarness extends Harness {
  /** Adapter under test. */
  readonly signer: AnswerSigner
}

/** Contract of every signer of the gate's answers. */
export function describeAnswerSigner(technology: string, open: () => Promise<AnswerSignerHarness>): void {
  describe(`AnswerSigner on ${technology}`, () => {
    let h: AnswerSignerHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('signs a text so that its public key verifies that text and no other', () => {
      const key = createPublicKey({
        key: Buffer.from(h.signer.publicKey, 'base64url'),
        format: 'der',
        type: 'spki',
      })
      const signature = Buffer.from(h.signer.sign('nonce\n{"ü":1}'), 'base64url')
      expect(verify(null, Buffer.from('nonce\n{"ü":1}'), key, signature)).to.equal(true)
      expect(verify(null, Buffer.from('nonce\n{"ü":2}'), key, signature)).to.equal(false)
    })
  })
}
