import { createHash } from 'node:crypto'
import type { Secrets } from '../../../application/shared/secrets.port.js'

/** Counted, not random: after `last` 0, the first id is `00000000-0000-4000-8000-000000000001`, its secret `secret-1`. */
export function memorySecrets(last = 0): Secrets {
  let [ids, secrets] = [last, last]
  return {
    newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
    newSecret: () => `secret-${String(++secrets)}`,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  }
}
