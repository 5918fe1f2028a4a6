import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { badAudio } from '../../../domain/voice/errors.js'
import { readWav } from '../../../domain/voice/wav.js'
import { toneOf, wavFile } from '../../support/wav-file.js'

describe('a WAV file', () => {
  const second = toneOf(1_000)

  it('has the length of its samples, and is silent when none is loud', () => {
    expect(readWav(wavFile(second))).to.deep.equal(E.right({ lengthMs: 1_000, isSilent: false }))
    expect(readWav(wavFile(second, { channels: 2 }))).to.deep.equal(E.right({ lengthMs: 500, isSilent: false }))
    expect(readWav(wavFile(Int16Array.from({ length: 161 }, (_, index) => (index % 2) * -90)))).to.deep.equal(
      E.right({ lengthMs: 11, isSilent: true }),
    )
  })

  it('is refused with the reason', () => {
    const refused: ReadonlyArray<readonly [Uint8Array, Parameters<typeof badAudio>[0]]> = [
      [new Uint8Array(0), 'no-wav'],
      [new TextEncoder().encode('OggS and what follows it, long enough for a header of RIFF'), 'no-wav'],
      [wavFile(second, { format: 3 }), 'no-pcm'],
      [wavFile(second, { bits: 24 }), 'no-pcm'],
      [wavFile(second, { rate: 44_100 }), 'rate'],
      [wavFile(second, { rate: 0 }), 'rate'],
      [wavFile(second, { channels: 0 }), 'channels'],
      [wavFile(second, { channels: 6 }), 'channels'],
      [wavFile(new Int16Array(0)), 'no-samples'],
      [wavFile(second).subarray(0, 36), 'cut'],
      [wavFile(second, { riffLength: 36 * 3_600 * 32_000 }), 'cut'],
      [wavFile(second, { dataLength: 10 * 3_600 * 32_000 }), 'cut'],
      [wavFile(second, { riffLength: 0xffffffff, dataLength: 0xffffffff }), 'cut'],
    ]
    expect(refused.map(([bytes]) => readWav(bytes))).to.deep.equal(refused.map(([, why]) => E.left(badAudio(why))))
  })

  it('is read with other chunks in it, also of an odd length', () => {
    const file = wavFile(second)
    const list = new Uint8Array([...new TextEncoder().encode('LIST'), 3, 0, 0, 0, 1, 2, 3, 0])
    const whole = new Uint8Array([...file.subarray(0, 36), ...list, ...file.subarray(36)])
    new DataView(whole.buffer).setUint32(4, whole.length - 8, true)
    expect(readWav(whole)).to.deep.equal(E.right({ lengthMs: 1_000, isSilent: false }))
  })

  it('is read or refused for any bytes', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.tuple(fc.array(fc.tuple(fc.nat(43), fc.nat(255)), { maxLength: 6 }), fc.nat(60)).map(([changes, length]) => {
        const bytes = wavFile(toneOf(1))
        for (const [at, value] of changes) bytes[at] = value
        return bytes.subarray(0, length)
      }),
    )
    fc.assert(
      fc.property(anything, (bytes) => {
        const read = readWav(bytes)
        if (E.isRight(read)) expect(read.right.lengthMs).to.be.greaterThan(0)
      }),
    )
  })
})
