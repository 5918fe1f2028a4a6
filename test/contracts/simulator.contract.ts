import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { Simulator } from '../../application/mata/simulator.port.js'
import type { SessionImage } from '../../domain/files/session-image.js'
import { noFrame } from '../../domain/mata/errors.js'
import { NOT_RUNNING } from '../../domain/mata/status.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeSimulator`. */
export interface SimulatorHarness extends Harness {
  /** Adapter under test. */
  readonly simulator: Simulator
  /** Installs the program. */
  readonly install: () => Promise<void>
  /** Sets the frame that is shown; `null` for none. */
  readonly shows: (frame: SessionImage | null) => Promise<void>
  /** Makes the program fail. */
  readonly breakDown: () => Promise<void>
}

const PNG: SessionImage = { bytes: Buffer.from([0x89, 0x50]), kind: 'png' }
const JPEG: SessionImage = { bytes: Buffer.from([0xff, 0xd8]), kind: 'jpg' }

/** Contract of `Simulator`. */
export function describeSimulator(technology: string, open: () => Promise<SimulatorHarness>): void {
  describe(`Simulator on ${technology}`, () => {
    let h: SimulatorHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('is not there until it is installed', async () => {
      expect(await h.simulator.isInstalled()).to.equal(false)
      expect(await h.simulator.isOpen()).to.equal(false)
      expect(await h.simulator.capture()).to.deep.equal(E.left(noFrame))
      await h.install()
      expect([await h.simulator.isInstalled(), await h.simulator.run()]).to.deep.equal([true, NOT_RUNNING])
    })

    it('runs and listens from start to stop', async () => {
      await h.install()
      expect(await h.simulator.control('start')()).to.deep.equal(E.right(undefined))
      expect(await h.simulator.run()).to.deep.include({ running: true, version: '1.1.10' })
      expect(await h.simulator.isOpen()).to.equal(true)
      expect(await h.simulator.control('restart')()).to.deep.equal(E.right(undefined))
      expect(await h.simulator.isOpen()).to.equal(true)
      expect(await h.simulator.control('stop')()).to.deep.equal(E.right(undefined))
      expect([await h.simulator.isOpen(), await h.simulator.run()]).to.deep.equal([false, NOT_RUNNING])
    })

    it('gives a picture of what it shows, and none while it shows nothing', async () => {
      await h.install()
      await h.simulator.control('start')()
      for (const frame of [PNG, JPEG]) {
        await h.shows(frame)
        expect(await h.simulator.capture()).to.deep.equal(E.right(frame))
      }
      await h.shows(null)
      expect(await h.simulator.capture()).to.deep.equal(E.left(noFrame))
    })

    it('says when it did not do as it was told, without a path of the machine', async () => {
      await h.install()
      await h.breakDown()
      const failed = await h.simulator.control('start')()
      expect(E.isLeft(failed) && failed.left._tag).to.equal('SimulatorFailed')
      expect(JSON.stringify(failed)).to.not.contain('/')
    })
  })
}
