import { expect } from 'chai'
import type { PushSender } from '../../application/push/push-sender.port.js'
import type { PushMessage } from '../../domain/push/message.js'
import type { PushTarget } from '../../domain/push/subscription.js'
import type { Harness } from './harness.js'
import { notifierClauses } from './notifier.contract.js'

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

/** Suite of every sender of push messages. */
export function describePushSender(technology: string, open: () => Promise<PushSenderHarness>): void {
  describe(`PushSender on ${technology}`, () => {
    let h: PushSenderHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    notifierClauses(() => ({
      ...h,
      notifier: h.sender,
      privateTarget: { ...h.target, endpoint: h.privateEndpoint },
      privateUrl: h.privateEndpoint,
      messageOf: (title) => ({ ...MESSAGE, payload: { title } }),
      received: () => h.received().map(({ title }) => (typeof title === 'string' ? title : '')),
    }))

    it('delivers the whole payload', async () => {
      await h.sender.send(h.target, MESSAGE)()
      expect(h.received()).to.deep.equal([MESSAGE.payload])
    })

    it('has no key and gets no answer where the hub cannot push', async () => {
      expect(h.sender.publicKey).to.be.a('string')
      expect(h.withoutKeys.publicKey).to.equal(null)
      expect([h.sender.hasContact(), h.withoutKeys.hasContact()]).to.deep.equal([true, false])
      expect((await h.withoutKeys.send(h.target, MESSAGE)())._tag).to.equal('NoAnswer')
      expect(h.received()).to.deep.equal([])
    })
  })
}
