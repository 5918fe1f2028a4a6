import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { ServiceManager, ServiceSpec, ServiceState } from '../../application/server/service-manager.port.js'
import { eventually } from '../support/eventually.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeServiceManager`. */
export interface ServiceManagerHarness extends Harness {
  /** Adapter under test. */
  readonly manager: ServiceManager
  /** Something that runs until it is ended. */
  readonly spec: ServiceSpec
}

/** Contract of `ServiceManager`. */
export function describeServiceManager(technology: string, open: () => Promise<ServiceManagerHarness>): void {
  describe(`ServiceManager on ${technology}`, () => {
    let h: ServiceManagerHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const state = async (): Promise<ServiceState> => {
      const told = await h.manager.state()
      return E.isRight(told) ? told.right : expect.fail(JSON.stringify(told.left))
    }
    const install = async (): Promise<void> => {
      const installed = await h.manager.install(h.spec)()
      expect(installed._tag, JSON.stringify(installed)).to.equal('Right')
    }

    it('knows nothing of a service that was never installed', async () => {
      expect([await state(), await h.manager.remove()]).to.deep.equal([
        { isInstalled: false, isEnabled: false, pid: null },
        E.right(false),
      ])
      expect((await h.manager.restart())._tag).to.equal('Left')
    })

    it('runs it from its installation on, and as another process after it was installed again', async () => {
      await install()
      const first = await state()
      await install()
      const second = await state()
      expect([first.isInstalled, first.isEnabled, second.isInstalled]).to.deep.equal([true, true, true])
      expect([typeof first.pid, typeof second.pid, first.pid === second.pid]).to.deep.equal(['number', 'number', false])
    })

    it('starts it again as another process', async () => {
      await install()
      const { pid } = await state()
      expect(await h.manager.restart()).to.deep.equal(E.right(undefined))
      await eventually(async () => {
        expect((await state()).pid).to.not.be.oneOf([null, pid])
      })
    })

    it('forgets it when it is removed', async () => {
      await install()
      expect(await h.manager.remove()).to.deep.equal(E.right(true))
      expect(await state()).to.deep.equal({ isInstalled: false, isEnabled: false, pid: null })
      expect(await h.manager.remove()).to.deep.equal(E.right(false))
    })
  })
}
