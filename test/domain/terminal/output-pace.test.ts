import fc from 'fast-check'
import {
  CREDIT,
  flushed,
  FULL_FRAME_BYTES,
  isBehind,
  offered,
  QUIET,
  typed,
  WINDOW_MS,
  windowLeftMs,
  type Pace,
} from '../../../domain/terminal/output-pace.js'

const chunk = fc.integer({ min: 1, max: 8 * 1024 })

describe('output pace', () => {
  it('sends the first chunk after a pause at once', () => {
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 50 }), chunk, (before, bytes) => {
        const busy = before.reduce<Pace>((pace, size) => offered(pace, size, 100, false), QUIET)
        const quiet = flushed(100)
        for (const pace of [quiet, { ...busy, heldBytes: 0 }]) {
          expect(offered(pace, bytes, 100 + WINDOW_MS, false).heldBytes).to.equal(0)
        }
      }),
    )
  })

  it('sends every echo at once at any typing speed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(chunk, fc.nat(2)), { maxLength: 200 }), (keys) => {
        let pace: Pace = QUIET
        let now = 0
        for (const [bytes, afterMs] of keys) {
          now += afterMs
          pace = offered(typed(pace), bytes, now, false)
          expect(pace.heldBytes).to.equal(0)
        }
      }),
    )
  })

  it('holds no byte longer than a window and no more than a frame, and gathers other output', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(chunk, fc.nat(3)), { maxLength: 500 }), (chunks) => {
        let pace: Pace = QUIET
        let now = 0
        let heldSince: number | null = null
        let frames = 0
        let total = 0
        for (const [bytes, afterMs] of chunks) {
          now += afterMs
          // Timer of the caller of the pace.
          if (pace.heldBytes > 0 && windowLeftMs(pace, now) === 0) {
            pace = flushed(now)
            heldSince = null
            frames += 1
          }
          pace = offered(pace, bytes, now, false)
          total += bytes
          if (pace.heldBytes === 0) {
            heldSince = null
            frames += 1
          } else {
            heldSince ??= now
            expect(now - heldSince).to.be.lessThan(WINDOW_MS)
          }
          expect(pace.heldBytes).to.be.lessThan(FULL_FRAME_BYTES)
        }
        const windows = Math.ceil(now / WINDOW_MS) + 1
        expect(frames).to.be.at.most(windows * (CREDIT + 1) + total / FULL_FRAME_BYTES)
      }),
    )
  })

  it('sends a full frame at any time', () => {
    expect(offered(flushed(0), FULL_FRAME_BYTES, 1, false)).to.deep.equal(flushed(1))
    expect(offered({ ...flushed(0), heldBytes: FULL_FRAME_BYTES - 1 }, 1, 1, false)).to.deep.equal(flushed(1))
  })

  it('sends only full frames to a viewer that is behind', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(chunk, fc.nat(20)), { maxLength: 300 }), (chunks) => {
        let pace: Pace = QUIET
        let now = 0
        for (const [bytes, afterMs] of chunks) {
          now += afterMs
          const heldBytes = pace.heldBytes + bytes
          pace = offered(typed(pace), bytes, now, true)
          expect(pace.heldBytes).to.equal(heldBytes >= FULL_FRAME_BYTES ? 0 : heldBytes)
        }
      }),
    )
    expect([isBehind(FULL_FRAME_BYTES), isBehind(FULL_FRAME_BYTES + 1)]).to.deep.equal([false, true])
  })

  it('sends held output with the chunk after the window', () => {
    expect(offered({ ...flushed(0), heldBytes: 5 }, 1, WINDOW_MS, false)).to.deep.equal(flushed(WINDOW_MS))
  })

  it('waits at most one window when the clock is set back', () => {
    expect(windowLeftMs(flushed(1_000_000), 5)).to.equal(0)
    expect(windowLeftMs(flushed(10 * WINDOW_MS), 10 * WINDOW_MS)).to.equal(WINDOW_MS)
  })

  it('ends the windows of all viewers at the same time', () => {
    const [early, late] = [flushed(10 * WINDOW_MS + 1), offered(QUIET, 1, 11 * WINDOW_MS - 1, false)]
    expect([early.windowEndsAt, late.windowEndsAt]).to.deep.equal([11 * WINDOW_MS, 11 * WINDOW_MS])
  })
})
