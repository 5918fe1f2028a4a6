import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import {
  MAX_ATTEMPTS,
  noted,
  outcomeOf,
  waitBeforeAgainMs,
  type DeliveryAnswer,
} from '../../../domain/push/delivery.js'
import { invalidSubscription } from '../../../domain/push/errors.js'
import {
  isBroken,
  MAX_SUBSCRIPTIONS,
  parseDeviceId,
  parsePushTarget,
  subscribed,
  unsubscribed,
} from '../../../domain/push/subscription.js'
import { answered, aSubscription, aTarget } from '../../support/push.js'

describe('a push subscription', () => {
  it('has the fields of the browser; unknown keys are dropped', () => {
    expect(parsePushTarget({ ...aTarget(), more: 1 })).to.deep.equal(E.right(aTarget()))
    expect(parsePushTarget({ ...aTarget(), expirationTime: 'soon' })).to.deep.equal(E.right(aTarget()))
  })

  it('is refused when any part is invalid', () => {
    const { keys } = aTarget()
    const cases: ReadonlyArray<readonly [unknown, string]> = [
      [undefined, 'subscription'],
      [null, 'subscription'],
      ['https://push.example', 'subscription'],
      [[], 'subscription'],
      [{}, 'endpoint'],
      [aTarget({ endpoint: 'http://push.example/1' }), 'endpoint'],
      [aTarget({ endpoint: 'ftp://push.example/1' }), 'endpoint'],
      [aTarget({ endpoint: 'https://me:secret@push.example/1' }), 'endpoint'],
      [aTarget({ endpoint: 'not a url' }), 'endpoint'],
      [aTarget({ endpoint: `https://push.example/${'x'.repeat(2048)}` }), 'endpoint'],
      [{ ...aTarget(), keys: null }, 'keys'],
      [aTarget({ keys: { ...keys, auth: 'short' } }), 'keys'],
      [aTarget({ keys: { ...keys, p256dh: keys.p256dh.slice(1) } }), 'keys'],
      [aTarget({ keys: { ...keys, p256dh: `A${keys.p256dh.slice(1)}` } }), 'keys'],
      [{ ...aTarget(), keys: { p256dh: 1, auth: 2 } }, 'keys'],
    ]
    for (const [raw, part] of cases)
      expect(parsePushTarget(raw), JSON.stringify(raw)).to.deep.equal(E.left(invalidSubscription(part as 'keys')))
  })

  it('never throws for any input', () => {
    fc.assert(fc.property(fc.anything(), (raw) => E.isLeft(parsePushTarget(raw))))
  })

  it('belongs to a device with a name of 1 to 128 characters', () => {
    const longest = 'x'.repeat(128)
    expect([parseDeviceId('phone'), parseDeviceId(longest)]).to.deep.equal([E.right('phone'), E.right(longest)])
    for (const raw of ['', `${longest}x`, 7, null, undefined])
      expect(parseDeviceId(raw)).to.deep.equal(E.left(invalidSubscription('device')))
  })

  it('is renewed by its endpoint: its creation time is kept, its failures are reset', () => {
    const known = aSubscription({ createdAt: 1, failedAttempts: 4, deviceId: 'old' })
    expect(subscribed([known], known, { deviceId: 'new' }, 9)).to.deep.equal(
      E.right([{ ...known, deviceId: 'new', failedAttempts: 0, lastError: null }]),
    )
  })

  it('is added while there is room, and then replaces a broken one', () => {
    const many = Array.from({ length: MAX_SUBSCRIPTIONS }, (_, index) =>
      aSubscription({ endpoint: `https://push.example/${String(index)}` }),
    )
    const one = aTarget({ endpoint: 'https://push.example/new' })
    expect(subscribed(many, one, { deviceId: 'phone' }, 9)).to.deep.equal(
      E.left({ _tag: 'TooManySubscriptions', max: 50 }),
    )
    const withBroken = many.map((each, index) => (index === 7 ? { ...each, failedAttempts: 5 } : each))
    const added = subscribed(withBroken, one, { deviceId: 'phone' }, 9)
    expect(E.isRight(added) && [added.right.length, added.right.some(isBroken)]).to.deep.equal([50, false])
  })

  it('is removed by its endpoint', () => {
    const list = [aSubscription()]
    expect(unsubscribed(list, aSubscription().endpoint)).to.deep.equal([])
    expect(unsubscribed(list, 'https://elsewhere.example')).to.equal(list)
  })
})

describe('the outcome of a push', () => {
  const dead: DeliveryAnswer = { _tag: 'NoAnswer', reason: 'timeout' }

  it('is delivered, gone, worth another attempt, or failed', () => {
    const outcomes = [201, 200, 404, 410, 401, 429, 500, 503, 403, 400, 302].map((code) => outcomeOf(answered(code)))
    expect([...outcomes, outcomeOf(dead)]).to.deep.equal([
      'delivered',
      'delivered',
      'gone',
      'gone',
      'gone',
      'again',
      'again',
      'again',
      'failed',
      'failed',
      'failed',
      'again',
    ])
  })

  it('is retried at growing intervals, as the service asks, within the lifetime of the message', () => {
    const waits = [1, 2, 3, 4].map((attempt) => waitBeforeAgainMs(attempt, dead, 60_000))
    expect(waits).to.deep.equal([1_000, 4_000, 16_000, null])
    expect(waitBeforeAgainMs(1, answered(429, 9_000), 60_000)).to.equal(9_000)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(100_000), fc.nat(100_000), (attempt, asked, left) => {
        const wait = waitBeforeAgainMs(attempt, answered(503, asked), left)
        expect(wait === null || (wait < left && wait >= asked && attempt < MAX_ATTEMPTS)).to.equal(true)
      }),
    )
  })

  it('removes ended subscriptions, counts failures, and resets them with a delivery', () => {
    const list = [aSubscription()]
    const { endpoint } = aSubscription()
    const failed = noted(list, endpoint, answered(403, null, 'BadJwt'), 7)
    expect(failed).to.deep.equal([
      aSubscription({ failedAttempts: 1, lastError: { at: 7, statusCode: 403, reason: 'BadJwt' } }),
    ])
    expect(noted(failed, endpoint, answered(201), 8)).to.deep.equal(list)
    expect(noted(list, endpoint, answered(410), 8)).to.deep.equal([])
    expect(noted(list, endpoint, answered(201), 8)).to.equal(list)
    expect(noted(list, 'https://elsewhere.example', answered(410), 8)).to.equal(list)
    expect(noted(list, endpoint, dead, 9)[0]?.lastError).to.deep.equal({ at: 9, statusCode: null, reason: 'timeout' })
  })
})
