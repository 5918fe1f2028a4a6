import { expect } from 'chai'
import fc from 'fast-check'
import { HUB_ROUTES } from '../../../../../adapters/inbound/http/hub-routes.js'
import type { Route } from '../../../../../adapters/inbound/http/routing/route.js'
import { schemaOf } from '../../../../../infrastructure/codec/schema.js'
import { hostileText, nearlyFitting } from '../../../../support/arbitrary-of.js'
import { openFakeHub, type FakeHub } from '../../../../support/fake-hub.js'
import { shortOrLong } from '../../../../support/short-or-long.js'

const RUNS = shortOrLong(20, 100)
const ANSWER_WITHIN_MS = 5_000

interface Request {
  readonly path: string
  readonly body: unknown
}

/** A lone surrogate is no text that could be sent. */
const encode = (text: string): string => encodeURIComponent(Buffer.from(text).toString())

const segment = fc.oneof(
  fc.constantFrom('cc-shop', 'cc-none'),
  hostileText.map((text) => text.slice(0, 500)),
)

const pathOf = (route: Route): fc.Arbitrary<string> => {
  const parts = route.path.split(/:\w+/)
  return fc
    .array(fc.oneof(segment.map(encode), fc.constantFrom('%zz', '%', '%ff')), {
      minLength: parts.length - 1,
      maxLength: parts.length - 1,
    })
    .map((values) => parts.map((part, index) => part + (values[index] ?? '')).join(''))
}

const queryOf = (route: Route): fc.Arbitrary<string> => {
  const key = fc.oneof(fc.constantFrom('token', 'x', ...Object.keys(route.query)), fc.string({ maxLength: 5 }))
  const value = fc.oneof(
    hostileText.map((text) => text.slice(0, 500)),
    fc.integer().map(String),
    fc.constantFrom('1', '-1', 'NaN', '1e999', '0x10'),
  )
  return fc
    .array(fc.tuple(key, value), { maxLength: 5 })
    .map((pairs) => pairs.map(([name, text]) => `${encode(name)}=${encode(text)}`).join('&'))
}

const requestTo = (route: Route): fc.Arbitrary<Request> =>
  fc
    .tuple(
      pathOf(route),
      queryOf(route),
      route.body === undefined ? fc.constant(undefined) : nearlyFitting(schemaOf(route.body)),
    )
    .map(([path, query, body]) => ({ path: query === '' ? path : `${path}?${query}`, body }))

describe('random requests to all routes', () => {
  let hub: FakeHub
  before(async () => {
    hub = await openFakeHub()
  })
  after(() => hub.close())

  const check = async ({ method }: Route, { path, body }: Request): Promise<void> => {
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
