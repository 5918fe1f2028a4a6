import { ntfyNotifier } from '../../../../adapters/outbound/ntfy/notifier.ntfy.js'
import type { NotificationMessage } from '../../../../domain/webhooks/notification.js'
import type { NotifierTarget } from '../../../../domain/webhooks/webhook.js'
import { describeNotifier } from '../../../contracts/notifier.contract.js'
import { serverHarness } from '../../../support/notifier-harness.js'
import { targetServer, type TargetServer } from '../../../support/target-server.js'
import { aNotification, aWebhookTarget } from '../../../support/webhooks.js'

const topicAt = (url: string): NotifierTarget => aWebhookTarget({ kind: 'ntfy', url: `${url}/alerts`, secret: null })

describeNotifier('an ntfy server', () => serverHarness(ntfyNotifier({}), topicAt))

describe('ntfyNotifier', () => {
  let server: TargetServer
  beforeEach(async () => {
    server = await targetServer()
  })
  afterEach(() => server.close())

  const send = async (values: Partial<NotifierTarget>, message: Partial<NotificationMessage> = {}) => {
    await ntfyNotifier({}).send({ ...topicAt(server.url), allowsPrivate: true, ...values }, aNotification(message))()
    const received = server.received.at(-1)
    return { ...received, json: JSON.parse(received?.body ?? '') as Readonly<Record<string, unknown>> }
  }

  it('publishes to the topic of the URL, with the priority of the message', async () => {
    const [high, normal] = [await send({}), await send({}, { urgency: 'normal' })]
    expect([high.method, high.url, high.json]).to.deep.equal([
      'POST',
      '/',
      { topic: 'alerts', title: 'shöp — Needs input', message: 'Waits for your answer.', priority: 4 },
    ])
    expect(normal.json['priority']).to.equal(3)
  })

  it('opens the page of the session on a tap where the hub has an address', async () => {
    const { json } = await send({ hubUrl: 'https://hub.example' })
    expect(json['click']).to.equal('https://hub.example/s/cc-sh%C3%B6p')
  })

  it('sends the access token if there is one', async () => {
    const [without, withToken] = [await send({}), await send({ secret: 'tk_secret' })]
    expect([without.headers?.authorization, withToken.headers?.authorization]).to.deep.equal([
      undefined,
      'Bearer tk_secret',
    ])
  })
})
