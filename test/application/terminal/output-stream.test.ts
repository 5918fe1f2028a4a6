import fc from 'fast-check'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { makeOutputStream } from '../../../application/terminal/output-stream.js'
import { HIGH_WATER_BYTES, FULL_FRAME_BYTES } from '../../../domain/terminal/output-pace.js'

const MOST_CHUNK = 16 * 1024

/** Events of a stream, in any order. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('push' as const), amount: fc.integer({ min: 1, max: MOST_CHUNK }) }),
  fc.record({ kind: fc.constant('push' as const), amount: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ kind: fc.constant('take' as const), amount: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('wait' as const), amount: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ kind: fc.constant('type' as const), amount: fc.constant(1) }),
)

describe('output stream', () => {
  it('delivers every byte once and in order, within its bounds, for any viewer', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 500 }), (steps) => {
        const clock = memoryClock()
        const pushed: number[] = []
        const sent: number[] = []
        const untaken: { readonly bytes: number; readonly done: () => void }[] = []
        const pty: { isPaused: boolean } = { isPaused: false }
        let next = 0
        const stream = makeOutputStream({
          clock,
          send: (frame, done) => {
            expect(frame.byteLength).to.be.within(1, FULL_FRAME_BYTES)
            sent.push(...frame)
            untaken.push({ bytes: frame.byteLength, done })
          },
          pause: () => {
            expect(pty.isPaused).to.equal(false)
            pty.isPaused = true
          },
          resume: () => {
            expect(pty.isPaused).to.equal(true)
            pty.isPaused = false
          },
          stalled: () => {
            throw new Error('stalled within seconds')
          },
        })
        const reused = new Uint8Array(MOST_CHUNK) // as the pty's: only good during the call
        for (const { kind, amount } of steps) {
          if (kind === 'push' && !pty.isPaused) {
            for (let index = 0; index < amount; index += 1) reused[index] = (next += 7) % 256
            pushed.push(...reused.subarray(0, amount))
            stream.push(reused.subarray(0, amount))
            reused.fill(0)
          } else if (kind === 'take') {
            for (const { done } of untaken.splice(0, amount)) done()
          } else if (kind === 'wait') {
            clock.advance(amount)
          } else if (kind === 'type') {
            stream.typed()
          }
          const waiting = untaken.reduce((sum, { bytes }) => sum + bytes, 0)
          expect(waiting).to.be.at.most(HIGH_WATER_BYTES + FULL_FRAME_BYTES)
        }
        // A viewer who catches up gets all of it, without another byte from the pty.
        while (untaken.length > 0 || clock.waiting() > 0) {
          for (const { done } of untaken.splice(0)) done()
          clock.advance(20)
        }
        expect(pty.isPaused).to.equal(false)
        expect(Buffer.from(sent).equals(Buffer.from(pushed))).to.equal(true)
        stream.end()
        expect(sent).to.have.length(pushed.length)
      }),
      { numRuns: 60 },
    )
  })

  it('gives out what it holds at its end, and nothing after it', () => {
    const clock = memoryClock()
    const frames: string[] = []
    const nothing = (): void => undefined
    const stream = makeOutputStream({
      clock,
      send: (frame) => void frames.push(Buffer.from(frame).toString()),
      pause: nothing,
      resume: nothing,
      stalled: nothing,
    })
    for (const letter of 'abcdef') stream.push(Buffer.from(letter))
    stream.end()
    stream.push(Buffer.from('late'))
    clock.advance(100)
    expect([frames.join(''), clock.waiting()]).to.deep.equal(['abcdef', 0])
  })
})
