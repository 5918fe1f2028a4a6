import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { mayBeShown, parsePreviewPort, shownPorts } from '../../../domain/preview/preview-port.js'

const HUB = 3_333

describe('a port for previews', () => {
  it('is an integer or its digits, from 1024 to 65535', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 70_000 }), (port) => {
        const fits = port >= 1_024 && port <= 65_535
        expect(E.isRight(parsePreviewPort(port))).to.equal(fits)
        if (fits) expect(parsePreviewPort(` ${port} `)).to.deep.equal(E.right(port))
      }),
    )
    for (const raw of [
      undefined,
      null,
      '',
      '5173.0',
      '0x1435',
      '5e3',
      5_173.5,
      NaN,
      Infinity,
      true,
      [5_173],
      {},
      '٥١٧٣',
    ])
      expect(E.isLeft(parsePreviewPort(raw)), JSON.stringify(raw)).to.equal(true)
  })

  it('is never the hub’s own', () => {
    expect([mayBeShown(HUB, HUB), mayBeShown(HUB + 1, HUB)]).to.deep.equal([false, true])
  })

  it('is offered once, in the order found', () => {
    const found = [5_173, 22, HUB, 5_173, 3_000].map((port) => ({ port, process: '' }))
    expect(shownPorts(found, HUB).map(({ port }) => port)).to.deep.equal([5_173, 3_000])
  })
})
