import { expect } from 'chai'
import type { Secrets } from '../../application/shared/secrets.port.js'

const MANY = 1_000

/** Suite of every source of ids and secrets. `make` starts a new process's source. */
export function describeSecrets(technology: string, make: () => Secrets): void {
  describe(`Secrets on ${technology}`, () => {
    it('makes UUIDs, each once', () => {
      const { newId } = make()
      const ids = Array.from({ length: MANY }, () => newId())
      expect(new Set(ids).size).to.equal(MANY)
      for (const id of ids) expect(id).to.match(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    })

    it('makes secrets that may stand in a URL, each once', () => {
      const { newSecret } = make()
      const secrets = Array.from({ length: MANY }, () => newSecret())
      expect(new Set(secrets).size).to.equal(MANY)
      for (const secret of secrets) expect(encodeURIComponent(secret)).to.equal(secret)
    })

    it('digests the UTF-8 of a text in hex (FIPS 180-4)', () => {
      const { sha256 } = make()
      expect(['', 'abc', 'größe ☕'].map(sha256)).to.deep.equal([
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        '3037d1075647e98ec8270a856fae3570bc9bfda381d88a7c10713231f5cca7a3',
      ])
    })
  })
}
