import { expect } from 'chai'
import type { PortProbe } from '../../application/board/port-probe.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describePortProbe`. */
export interface PortProbeHarness extends Harness {
  /** Adapter under test. */
  readonly probe: PortProbe
  /** A port that something listens on. */
  readonly taken: number
}

/** Contract of `PortProbe`. */
export function describePortProbe(technology: string, open: () => Promise<PortProbeHarness>): void {
  describe(`PortProbe on ${technology}`, () => {
    let h: PortProbeHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('finds a port taken wherever in the range it is, and free again afterwards', async () => {
      const { probe, taken } = h
      expect([
        await probe.areFree(taken, 1)(),
        await probe.areFree(taken - 2, 3)(),
        await probe.areFree(taken, 0)(),
      ]).to.deep.equal([false, false, true])
    })

    it('leaves what it looked at free', async () => {
      const { probe, taken } = h
      const first = taken > 40_000 ? taken - 1_000 : taken + 1_000
      const looks = [await probe.areFree(first, 1)(), await probe.areFree(first, 1)()]
      expect(looks[0]).to.equal(looks[1])
    })
  })
}
