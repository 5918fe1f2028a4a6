import { expect } from 'chai'
import type { Measurements } from '../../application/server/measurements.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeMeasurements`: a process that has not used a tool yet. */
export interface MeasurementsHarness extends Harness {
  /** Adapter under test. */
  readonly measurements: Measurements
  /** A push message was delivered, or not. */
  readonly push: (isDelivered: boolean) => void
  /** A state file was written in so many milliseconds, or could not be written. */
  readonly write: (tookMs: number, isDone: boolean) => void
}

const NEVER = { count: 0, totalMs: 0, p50Ms: null, p99Ms: null }

/** Contract of `Measurements`. */
export function describeMeasurements(technology: string, open: () => Promise<MeasurementsHarness>): void {
  describe(`Measurements on ${technology}`, () => {
    let h: MeasurementsHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('has counted nothing before a tool is used', () => {
      const { echo, git, tmux, terminals, pushes, storeWrites } = h.measurements.read()
      expect({ echo, git, tmux, terminals, pushes, storeWrites }).to.deep.equal({
        echo: NEVER,
        git: NEVER,
        tmux: NEVER,
        terminals: { paused: 0, bytesOut: 0, bytesIn: 0 },
        pushes: { delivered: 0, failed: 0 },
        storeWrites: { failed: 0, took: NEVER },
      })
    })

    it('counts push messages by their end', () => {
      for (const isDelivered of [true, false, true]) h.push(isDelivered)
      expect(h.measurements.read().pushes).to.deep.equal({ delivered: 2, failed: 1 })
    })

    it('counts writes of state files with their durations, and the failed ones of them', () => {
      h.write(2, true)
      h.write(4, false)
      const { failed, took } = h.measurements.read().storeWrites
      expect([failed, took.count, took.totalMs]).to.deep.equal([1, 2, 6])
      expect(took.p50Ms).to.be.within(2, 4)
      expect(took.p99Ms).to.be.within(took.p50Ms ?? Infinity, 4)
    })

    it('does not change figures that were read', () => {
      const before = h.measurements.read()
      const copy = structuredClone(before)
      h.push(true)
      h.write(1, false)
      expect(h.measurements.read().pushes.delivered).to.equal(1)
      expect(before).to.deep.equal(copy)
    })

    it('reads the memory of the process', () => {
      const { residentBytes, heapBytes } = h.measurements.read().memory
      expect(heapBytes).to.be.greaterThan(0)
      expect(residentBytes).to.be.at.least(heapBytes)
    })
  })
}
