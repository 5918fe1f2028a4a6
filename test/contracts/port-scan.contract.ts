import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { PortScan } from '../../application/preview/port-scan.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describePortScan`. */
export interface PortScanHarness extends Harness {
  /** Adapter under test. */
  readonly scan: PortScan
  /** Makes a program listen, on IPv6 loopback only if told so; answers with the port. */
  readonly listen: (where: 'ipv4' | 'ipv6') => Promise<number>
  /** Closes a port. */
  readonly quiet: (port: number) => Promise<void>
}

/** Contract of `PortScan`. */
export function describePortScan(technology: string, open: () => Promise<PortScanHarness>): void {
  describe(`PortScan on ${technology}`, () => {
    let h: PortScanHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const listed = async (): Promise<ReadonlyArray<number>> => {
      const found = await h.scan.list()
      return E.isRight(found) ? found.right.map(({ port }) => port) : expect.fail(found.left.detail)
    }

    it('finds what listens on either address of localhost, and no more once it has stopped', async () => {
      const ports = [await h.listen('ipv4'), await h.listen('ipv6')]
      expect(await listed()).to.include.members(ports)
      expect(await Promise.all(ports.map((port) => h.scan.isListening(port)()))).to.deep.equal([true, true])
      for (const port of ports) await h.quiet(port)
      expect((await listed()).filter((port) => ports.includes(port))).to.deep.equal([])
      expect(await Promise.all(ports.map((port) => h.scan.isListening(port)()))).to.deep.equal([false, false])
    })

    it('names the program where it can', async () => {
      const port = await h.listen('ipv4')
      const found = await h.scan.list()
      const names = E.isRight(found) ? found.right.filter((one) => one.port === port) : []
      expect(names.map(({ process }) => process)).to.deep.equal(['node'])
    })
  })
}
