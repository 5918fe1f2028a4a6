import { createHash } from 'node:crypto'
import type { Secrets } from '../../application/shared/secrets.port.js'
import type { Mutants } from './mutants.js'

/** Broken sources of ids and secrets. */
export const secretsMutants: Mutants<Secrets> = {
  'makes UUIDs, each once': {
    'makes one id again and again': (secrets) => {
      const id = secrets.newId()
      return { ...secrets, newId: () => id }
    },
    'makes ids that are no UUIDs': (secrets) => ({ ...secrets, newId: () => secrets.newId().replaceAll('-', '') }),
  },
  'makes secrets that may stand in a URL, each once': {
    'makes one secret again and again': (secrets) => {
      const secret = secrets.newSecret()
      return { ...secrets, newSecret: () => secret }
    },
    'makes secrets that a URL has to encode': (secrets) => ({
      ...secrets,
      newSecret: () => `${secrets.newSecret()}+/=`,
    }),
  },
  'digests the UTF-8 of a text in hex (FIPS 180-4)': {
    'digests with SHA-1': (secrets) => ({
      ...secrets,
      sha256: (text) => createHash('sha1').update(text).digest('hex'),
    }),
    'digests Latin-1': (secrets) => ({
      ...secrets,
      sha256: (text) => createHash('sha256').update(text, 'latin1').digest('hex'),
    }),
    'digests in base64': (secrets) => ({
      ...secrets,
      sha256: (text) => createHash('sha256').update(text).digest('base64'),
    }),
  },
}
