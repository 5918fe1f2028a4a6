import type { AnswerSignerHarness } from './answer-signer.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<AnswerSignerHarness, 'signer'>('signer')

/** Broken signers of the gate's answers. */
export const answerSignerMutants: Mutants<AnswerSignerHarness> = {
  'signs a text so that its public key verifies that text and no other': {
    'signs nothing': broken(() => ({ sign: () => '' })),
    'signs the same text always': broken((signer) => ({ sign: () => signer.sign('') })),
    'signs the first line only': broken((signer) => ({ sign: (text) => signer.sign(text.split('\n')[0] ?? '') })),
    'signs Latin-1 instead of UTF-8': broken((signer) => ({
      sign: (text) => signer.sign(Buffer.from(text, 'latin1').toString('utf8')),
    })),
    'signs in hex': broken((signer) => ({
      sign: (text) => Buffer.from(signer.sign(text), 'base64url').toString('hex'),
    })),
    'has the public key of another key': broken((signer) => ({
      publicKey: `${signer.publicKey.slice(0, -8)}AAAAAAAA`,
    })),
  },
}
