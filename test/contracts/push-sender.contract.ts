import { expect } from 'chai'
import type { PushSender } from '../../application/push/push-sender.port.js'
import type { DeliveryAnswer } from '../../domain/push/delivery.js'
import type { PushMessage } from '../../domain/push/message.js'
import type { PushTarget } from '../../domain/push/subscription.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describePushSender`. */
export interface PushSenderHarness extends Harness {
  /** Adapter under test. */
  readonly sender: PushSender
  /** The same adapter without keys. */
  readonly withoutKeys: PushSender
  /** A browser whose push service the sender can reach. */
  readonly target: PushTarget
  /** Messages that the service has received, as the browser reads them. */
  readonly received: () => ReadonlyArray<PushMessage['payload']>
  /** Sets the service's answer from now on; `null` hangs up without one. */
  readonly answerWith: (status: number | null, reason: string, retryAfterSeconds: number | null) => void
  /** An endpoint on a private address. */
  readonly privateEndpoint: string
}

const MESSAGE: PushMessage = { payload: { title: 'shöp — Ready', name: 'cc-shop' }, ttlSeconds: 60, urgency: 'high' }
const DELIVERED: DeliveryAnswer = { _tag: 'Answered', statusCode: 201, reason: null, retryAfterMs: null }

/** Suite of every sender of push messages. */
export function describePushSender(technology: string, open: () => Promise<PushSenderHarness>): void {
  describe(`PushSender on ${technology}`, () => {
    let h: PushSenderHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('delivers each message once', async () => {
      const other = { ...MESSAGE, payload: { title: 'two' } }
      const answers = [await h.sender.send(h.target, MESSAGE)(), await h.sender.send(h.target, other)()]
      expect(answers).to.deep.equal([DELIVERED, DELIVERED])
      expect(h.received()).to.deep.equal([MESSAGE.payload, other.payload])
    })

    it('sends nothing until the task runs', async () => {
      const later = h.sender.send(h.target, MESSAGE)
      const now = { ...MESSAGE, payload: { title: 'now' } }
      await h.sender.send(h.target, now)()
      expect(h.received()).to.deep.equal([now.payload])
      await later()
      expect(h.received()).to.deep.equal([now.payload, MESSAGE.payload])
    })

    for (const [statusCode, reason] of [
      [404, 'no such'],
      [429, 'slower'],
      [500, 'oops'],
    ] as const)
      it(`returns the answer ${String(statusCode)} of the service with its reason and its wait`, async () => {
        h.answerWith(statusCode, reason, 7)
        const answer = await h.sender.send(h.target, MESSAGE)()
        expect(answer).to.deep.equal({ _tag: 'Answered', statusCode, reason, retryAfterMs: 7_000 })
      })

    it('returns no answer where the service gives none', async () => {
      h.answerWith(null, '', null)
      expect((await h.sender.send(h.target, MESSAGE)())._tag).to.equal('NoAnswer')
    })

    it('tells public endpoints from private ones', async () => {
      expect(await h.sender.isPublic(h.privateEndpoint)()).to.equal(false)
      expect(await h.sender.isPublic('https://192.0.32.8/push/1')()).to.equal(true)
    })

    it('has no key and gets no answer where the hub cannot push', async () => {
      expect(h.sender.publicKey).to.be.a('string')
      expect(h.withoutKeys.publicKey).to.equal(null)
      expect((await h.withoutKeys.send(h.target, MESSAGE)())._tag).to.equal('NoAnswer')
      expect(h.received()).to.deep.equal([])
    })
  })
}
