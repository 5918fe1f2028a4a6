import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { loudness, wavOf } from '../../../adapters/inbound/web/src/voice/record.js'
import { readWav } from '../../../domain/voice/wav.js'

describe('recording', () => {
  it('is a WAV file that the hub can read, for any samples', () => {
    const heard = fc.float32Array({ minLength: 1, maxLength: 2_000, noNaN: true })
    fc.assert(
      fc.property(heard, (samples) => {
        const read = readWav(new Uint8Array(wavOf(samples)))
        expect(E.isRight(read) && read.right.lengthMs).to.equal(Math.ceil(samples.length / 16))
      }),
    )
  })

  it('has a loudness on a decibel scale', () => {
    expect(
      [0, 0.001, 0.03162, 1, 2].map((peak) => Math.round(loudness(Float32Array.of(0, -peak)) * 100)),
    ).to.deep.equal([0, 0, 50, 100, 100])
  })
})
