import { newVapidKeys, webPushSender } from '../../../../adapters/outbound/web-push/push-sender.web-push.js'
import type { PushMessage } from '../../../../domain/push/message.js'
import { isLoopbackAddress } from '../../../../domain/access/hosts.js'
import { isPublicAddress } from '../../../../infrastructure/net/public-address.js'
import { describePushSender } from '../../../contracts/push-sender.contract.js'
import { aTarget } from '../../../support/push.js'
import { pushService, type PushService } from '../../../support/push-service.js'

const MESSAGE: PushMessage = { payload: { title: 'shöp — Ready', name: 'cc-shop' }, ttlSeconds: 60, urgency: 'high' }
const SUBJECT = 'https://hub.example'

const keys = newVapidKeys()

describePushSender('web-push', async () => {
  const service = await pushService()
  return {
    sender: webPushSender({
      vapid: { ...keys, subject: () => SUBJECT },
      isAllowed: (address) => isLoopbackAddress(address) || isPublicAddress(address),
      ca: service.ca,
    }),
    withoutKeys: webPushSender({ vapid: null }),
    target: service.target,
    received: () => service.received.map(({ payload }) => payload as PushMessage['payload']),
    answerWith: (status, reason, retryAfterSeconds) =>
      service.answerWith((response) =>
        status === null
          ? response.destroy()
          : response
              .writeHead(status, retryAfterSeconds === null ? {} : { 'Retry-After': String(retryAfterSeconds) })
              .end(reason),
      ),
    privateEndpoint: 'https://10.0.0.1/push/1',
    close: service.close,
  }
})

describe('webPushSender', () => {
  let service: PushService
  beforeEach(async () => {
    service = await pushService()
  })
  afterEach(() => service.close())

  const sender = (timeoutMs = 5_000) =>
    webPushSender({ vapid: { ...keys, subject: () => SUBJECT }, isAllowed: () => true, ca: service.ca, timeoutMs })

  it('makes key pairs of the lengths that push services expect', () => {
    for (let pair = 0; pair < 300; pair += 1) {
      const { publicKey, privateKey } = newVapidKeys()
      expect([publicKey, privateKey].map((key) => Buffer.from(key, 'base64url').length)).to.deep.equal([65, 32])
    }
  })

  it('encrypts for the browser and signs with the hub key, for this service and not for long', async () => {
    const before = Math.floor(Date.now() / 1000)
    expect(await sender().send(service.target, MESSAGE)()).to.deep.equal({
      _tag: 'Answered',
      statusCode: 201,
      reason: null,
      retryAfterMs: null,
    })
    const [received] = service.received
    expect(received?.payload).to.deep.equal(MESSAGE.payload)
    expect([
      received?.headers['ttl'],
      received?.headers['urgency'],
      received?.headers['content-encoding'],
    ]).to.deep.equal(['60', 'high', 'aes128gcm'])
    expect([received?.publicKey, received?.claims.sub, received?.claims.aud]).to.deep.equal([
      keys.publicKey,
      SUBJECT,
      `https://localhost:${String(service.port)}`,
    ])
    expect((received?.claims.exp ?? 0) - before).to.be.within(60, 24 * 60 * 60)
  })

  it('sends the topic that lets a later message replace one which waits at the service', async () => {
    await sender().send(service.target, { ...MESSAGE, topic: '3f2b8c1e000040008000000000000001' })()
    await sender().send(service.target, MESSAGE)()
    expect(service.received.map(({ headers }) => headers['topic'])).to.deep.equal([
      ...['3f2b8c1e000040008000000000000001', undefined],
    ])
  })

  it('signs with the contact of the moment, and sends nothing without one', async () => {
    let contact: string | null = null
    const vapid = { ...keys, subject: () => contact }
    const changing = webPushSender({ vapid, isAllowed: () => true, ca: service.ca })
    expect(changing.hasContact()).to.equal(false)
    expect((await changing.send(service.target, MESSAGE)())._tag).to.equal('NoAnswer')
    contact = 'mailto:me@example.com'
    expect(changing.hasContact()).to.equal(true)
    await changing.send(service.target, MESSAGE)()
    expect(service.received.map(({ claims }) => claims.sub)).to.deep.equal(['mailto:me@example.com'])
  })

  it('follows no redirect', async () => {
    service.answerWith((response) =>
      response.writeHead(307, { Location: `https://localhost:${String(service.port)}/other` }).end(),
    )
    expect(await sender().send(service.target, MESSAGE)()).to.deep.include({ statusCode: 307 })
    expect(service.received).to.have.length(1)
  })

  it('gives up on a service that never answers, answers without end, or hangs up', async () => {
    service.answerWith(() => undefined)
    expect((await sender(200).send(service.target, MESSAGE)())._tag).to.equal('NoAnswer')
    service.answerWith((response) => void response.writeHead(500).write('x'.repeat(10_000)))
    expect((await sender(200).send(service.target, MESSAGE)())._tag).to.equal('NoAnswer')
    service.answerWith((response) => response.destroy())
    expect((await sender().send(service.target, MESSAGE)())._tag).to.equal('NoAnswer')
  })

  it('trusts no certificate that is not signed by a known authority', async () => {
    const strict = webPushSender({ vapid: { ...keys, subject: () => SUBJECT }, isAllowed: () => true })
    expect((await strict.send(service.target, MESSAGE)())._tag).to.equal('NoAnswer')
    expect(service.received).to.deep.equal([])
  })

  it('never connects to this machine, its network or what a cloud hides there', async () => {
    const guarded = webPushSender({ vapid: { ...keys, subject: () => SUBJECT }, ca: service.ca })
    const hosts = [
      'localhost',
      '127.0.0.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '169.254.169.254',
      '10.0.0.1',
      '0x7f.1',
      '2130706433',
    ]
    for (const host of hosts) {
      const endpoint = `https://${host}:${String(service.port)}/push/1`
      const target = { ...service.target, endpoint }
      expect((await guarded.send(target, MESSAGE)())._tag, host).to.equal('NoAnswer')
      expect(await guarded.isPublic(endpoint)(), host).to.equal(false)
    }
    expect(service.received).to.deep.equal([])
  })

  it('answers for keys that no browser has, and without own keys', async () => {
    expect((await sender().send(aTarget({ endpoint: service.target.endpoint }), MESSAGE)())._tag).to.equal('NoAnswer')
    const off = webPushSender({ vapid: null })
    expect([off.publicKey, (await off.send(service.target, MESSAGE)())._tag]).to.deep.equal([null, 'NoAnswer'])
  })
})
