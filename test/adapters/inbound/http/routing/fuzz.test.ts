import { expect } from 'chai'
import fc from 'fast-check'
import { HUB_ROUTES } from '../../../../../adapters/inbound/http/hub-routes.js'
import type { Route } from '../../../../../adapters/inbound/http/routing/route.js'
import { requestTo, type DrawnRequest } from '../../../../support/drawn-request.js'
import { openFakeHub, type FakeHub } from '../../../../support/fake-hub.js'
import { shortOrLong } from '../../../../support/short-or-long.js'

const RUNS = shortOrLong(6, 100)
const ANSWER_WITHIN_MS = 20_000

describe('random requests to all routes', () => {
  let hub: FakeHub
  before(async () => {
    hub = await openFakeHub()
  })
  after(() => hub.close())

  const check = async ({ method }: Route, { path, body }: DrawnRequest): Promise<void> => {
    hub.clock.advance(60_000)
    if (hub.host.controls.specOf('cc-shop') === null) hub.host.controls.exit('cc-shop')
    hub.host.controls.startByHand('cc-shop')
    // Some answers wait for something to happen, as long as they are asked to.
    const ticking = setInterval(() => {
      hub.clock.advance(60_000)
    }, 10)
    const { status, json, headers } = await Promise.race([
      hub.send(method, path, { body: body === undefined ? undefined : JSON.stringify(body) }),
      new Promise<never>((_, reject) =>
        setTimeout(() => {
          reject(new Error('no answer'))
        }, ANSWER_WITHIN_MS).unref(),
      ),
    ]).finally(() => {
      clearInterval(ticking)
    })
    expect(status, JSON.stringify(json)).to.be.within(200, 499)
    if (status >= 400) {
      expect(json).to.have.property('error').that.is.a('string')
      expect(JSON.stringify(json)).to.not.match(/\.js:\d+|node_modules|\s+at /)
    }
    expect(headers).to.not.have.property('x-evil')
  }

  for (const [name, route] of Object.entries(HUB_ROUTES) as ReadonlyArray<readonly [string, Route]>)
    it(`${name} answers it, and never with 500`, async () => {
      await fc.assert(
        fc.asyncProperty(requestTo(route), (request) => check(route, request)),
        { numRuns: RUNS },
      )
    })

  it('leaves no defect in the log', () => {
    expect(hub.logLines.filter((line) => line.startsWith('error'))).to.deep.equal([])
  })
})
