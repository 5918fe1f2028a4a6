import { createHmac } from 'node:crypto'
import { webhookNotifier } from '../../../../adapters/outbound/webhooks/notifier.webhook.js'
import { describeNotifier } from '../../../contracts/notifier.contract.js'
import { serverHarness } from '../../../support/notifier-harness.js'
import { targetServer, type TargetServer } from '../../../support/target-server.js'
import { aNotification, aWebhookTarget } from '../../../support/webhooks.js'

const NOW = 1_700_000_000_999
const now = (): number => NOW

describeNotifier('a webhook', () =>
  serverHarness(webhookNotifier({ now }), (url) => aWebhookTarget({ url: `${url}/hook` })),
)

describe('webhookNotifier', () => {
  let server: TargetServer
  beforeEach(async () => {
    server = await targetServer()
  })
  afterEach(() => server.close())

  const send = async (hubUrl: string | null = null) => {
    const target = aWebhookTarget({ url: `${server.url}/hook?source=penates`, allowsPrivate: true, hubUrl })
    await webhookNotifier({ now }).send(target, aNotification())()
    return server.received.at(-1)
  }

  it('sends the body in the form of the specification, with a link where the hub has an address', async () => {
    const [plain, linked] = [await send(), await send('https://hub.example/penates/')]
    const body = {
      type: 'session.waiting',
      timestamp: '2023-11-14T22:13:20.000Z',
      title: 'shöp — Needs input',
      body: 'Waits for your answer.',
      data: { type: 'session-attention', name: 'cc-shöp' },
    }
    expect([plain, linked].map((one) => JSON.parse(one?.body ?? '') as unknown)).to.deep.equal([
      body,
      { ...body, url: 'https://hub.example/penates/s/cc-sh%C3%B6p' },
    ])
    expect([plain?.method, plain?.url, plain?.headers['content-type']]).to.deep.equal([
      'POST',
      '/hook?source=penates',
      'application/json',
    ])
  })

  it('signs id, time of the attempt and body with the key behind the prefix of the secret', async () => {
    const received = await send()
    const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = received?.headers ?? {}
    const expected = createHmac('sha256', 'k'.repeat(32)).update(`message.1700000000.${received?.body ?? ''}`)
    expect([id, timestamp, signature]).to.deep.equal(['message', '1700000000', `v1,${expected.digest('base64')}`])
  })
})
