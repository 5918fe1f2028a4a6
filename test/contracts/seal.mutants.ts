import type { Seal } from '../../application/preview/seal.port.js'
import type { Mutants } from './mutants.js'

const encoded = (text: string): string => Buffer.from(text).toString('base64url')

/** Broken seals. */
export const sealMutants: Mutants<Seal> = {
  'opens any text that it sealed, and writes characters that a cookie permits': {
    'opens nothing': (seal) => ({ ...seal, open: () => null }),
    'takes an empty text for none': (seal) => ({ ...seal, open: (sealed) => seal.open(sealed) || null }),
    'writes characters that a cookie does not permit': (seal) => ({
      close: (text) => `${seal.close(text)};`,
      open: (sealed) => seal.open(sealed.slice(0, -1)),
    }),
    'cuts long texts': (seal) => ({ ...seal, close: (text) => seal.close(text.slice(0, 256)) }),
  },
  'opens nothing that was changed, cut short, or closed by another': {
    'opens what any program encoded': () => ({
      close: encoded,
      open: (sealed) => Buffer.from(sealed, 'base64url').toString('utf8'),
    }),
    'opens with more characters': (seal) => ({ ...seal, open: (sealed) => seal.open(sealed.replace(/x$/, '')) }),
    'opens an empty one': (seal) => ({ ...seal, open: (sealed) => (sealed === '' ? '' : seal.open(sealed)) }),
  },
}
