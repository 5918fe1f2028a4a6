import fc from 'fast-check'
import {
  FLOWING,
  graceLeftMs,
  HIGH_WATER_BYTES,
  LOW_WATER_BYTES,
  queued,
  STALL_LIMIT_MS,
  taken,
  type Flow,
} from '../../../domain/terminal/output-pace.js'

const chunk = fc.integer({ min: 1, max: 96 * 1024 })
/** Events of a viewer: bytes arrive, a part of the backlog is taken, time passes. */
const event = fc.oneof(
  fc.record({ kind: fc.constant('queued' as const), bytes: chunk, afterMs: fc.nat(5_000) }),
  fc.record({ kind: fc.constant('taken' as const), bytes: chunk, afterMs: fc.nat(5_000) }),
)

describe('flow control', () => {
  it('keeps its invariants for any sequence of reads and writes', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 300 }), (events) => {
        let flow: Flow = FLOWING
        let now = 0
        let waiting = 0
        for (const { kind, bytes, afterMs } of events) {
          now += afterMs
          const before = flow
          if (kind === 'queued') {
            waiting += bytes
            flow = queued(flow, bytes, now)
          } else {
            const part = Math.min(bytes, waiting)
            waiting -= part
            flow = taken(flow, part, now)
          }
          expect(flow.waitingBytes).to.equal(waiting)
          if (waiting > HIGH_WATER_BYTES) expect(flow.paused).to.equal(true)
          if (waiting < LOW_WATER_BYTES) expect(flow.paused).to.equal(false)
          // Between the marks nothing flips.
          if (waiting >= LOW_WATER_BYTES && waiting <= HIGH_WATER_BYTES) expect(flow.paused).to.equal(before.paused)
          expect(flow.stalledSince === null).to.equal(!flow.paused)
          const graceMs = graceLeftMs(flow, now)
          if (graceMs !== null) expect(graceMs).to.be.within(0, STALL_LIMIT_MS)
        }
      }),
    )
  })

  it('restarts the stall limit whenever the viewer accepts bytes', () => {
    const paused = queued(FLOWING, HIGH_WATER_BYTES + 1, 1_000)
    expect(graceLeftMs(paused, 21_000)).to.equal(10_000)
    expect(graceLeftMs(queued(paused, 10, 21_000), 21_000)).to.equal(10_000)
    expect(graceLeftMs(taken(paused, 10, 21_000), 21_000)).to.equal(STALL_LIMIT_MS)
    expect(graceLeftMs(paused, 31_000)).to.equal(0)
    expect(graceLeftMs(paused, 99_000)).to.equal(0)
  })

  it('has no stall limit for a viewer that keeps up', () => {
    expect(graceLeftMs(queued(FLOWING, HIGH_WATER_BYTES, 0), 99_000)).to.equal(null)
  })
})
