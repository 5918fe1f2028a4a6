import { expect } from 'chai'
import type { Finding, Prerequisite } from '../../application/doctor/prerequisite.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describePrerequisite`: all is well. */
export interface PrerequisiteHarness extends Harness {
  /** Check under test. */
  readonly check: Prerequisite
  /** Breaks what is checked. */
  readonly damage: () => Promise<void>
  /** Mends it. */
  readonly mend: () => Promise<void>
  /** Makes the check itself impossible. */
  readonly obstruct: () => Promise<void>
}

/** Contract of `Prerequisite`. */
export function describePrerequisite(technology: string, open: () => Promise<PrerequisiteHarness>): void {
  describe(`Prerequisite on ${technology}`, () => {
    let h: PrerequisiteHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const states = (findings: ReadonlyArray<Finding>): ReadonlySet<string> =>
      new Set(findings.map(({ state }) => (state === 'ok' ? 'ok' : 'not ok')))

    it('finds that all is well, and names no remedy', async () => {
      const findings = await h.check()
      expect(states(findings)).to.deep.equal(new Set(['ok']))
      for (const { mend } of findings) expect(mend).to.equal(null)
    })

    it('finds what is broken, and names a remedy', async () => {
      await h.damage()
      const broken = (await h.check()).filter(({ state }) => state !== 'ok')
      expect(broken).to.have.length.greaterThan(0)
      for (const { name, detail, mend } of broken)
        expect([name, detail, mend ?? ''].map((text) => text.length > 0)).to.deep.equal([true, true, true])
    })

    it('looks with each call, and changes nothing', async () => {
      await h.damage()
      expect(await h.check()).to.deep.equal(await h.check())
      await h.mend()
      expect(states(await h.check())).to.deep.equal(new Set(['ok']))
    })

    it('finds a check that cannot run not ok, and does not reject', async () => {
      await h.obstruct()
      expect(states(await h.check())).to.include('not ok')
    })
  })
}
