import { eventually } from '../../../../support/eventually.js'
import { hubOfEachTest, openFakeHub } from '../../../../support/fake-hub.js'
import { answered } from '../../../../support/push.js'

interface Listed {
  readonly id: string
  readonly label: string
  readonly enabled: boolean
  readonly events: ReadonlyArray<string>
  readonly deliveries: ReadonlyArray<Readonly<Record<string, unknown>>>
}

const DRAFT = {
  kind: 'webhook',
  label: 'Pager',
  url: 'https://receiver.example/hook',
  events: ['session.waiting', 'approval.asked'],
}

describe('webhooks over HTTP', () => {
  const hub = hubOfEachTest()

  const make = (values: object = {}) => hub.send('POST', '/api/webhooks', { body: { ...DRAFT, ...values } })
  const made = async (values: object = {}) => (await make(values)).json as { id: string; secret: string | null }
  const listed = async () =>
    ((await hub.send('GET', '/api/webhooks')).json as { webhooks: ReadonlyArray<Listed> }).webhooks

  it('are listed without their secret, which the first answer alone shows', async () => {
    const created = await make({ hubUrl: 'https://hub.example' })
    const { id, secret, ...rest } = created.json as { id: string; secret: string }
    expect([created.status, /^whsec_[A-Za-z0-9+/]+=*$/.test(secret)]).to.deep.equal([201, true])
    expect(rest).to.deep.equal({
      ...{ ...DRAFT, allowsPrivate: false, hubUrl: 'https://hub.example', enabled: true, disabled: null },
      ...{ createdAt: new Date(hub.clock.now()).toISOString(), failures: 0, nextAttemptAt: null, dropped: 0 },
      ...{ deliveries: [], waiting: 0 },
    })
    expect(await listed()).to.deep.equal([{ id, ...rest }])
    const topic = await made({ kind: 'ntfy', url: 'https://ntfy.sh/alerts', token: 'tk_secret' })
    expect([topic.secret, JSON.stringify(await listed()).includes('tk_secret')]).to.deep.equal([null, false])
  })

  it('are refused with the field that is wrong', async () => {
    const answers = await Promise.all([
      make({ label: ' ' }),
      make({ url: 'http://receiver.example' }),
      make({ url: 'https://ntfy.internal/hook' }),
      make({ hubUrl: 'hub' }),
      make({ kind: 'ntfy', url: 'https://ntfy.sh/' }),
      make({ kind: 'ntfy', url: 'https://ntfy.sh/alerts', token: 'a b' }),
      make({ events: [] }),
      make({ events: ['everything'] }),
    ])
    expect(
      answers.map(({ status, code, json }) => [status, code, (json as { field?: string }).field]).slice(0, 7),
    ).to.deep.equal(
      ['label', 'url', 'host', 'hubUrl', 'url', 'token', 'events'].map((field) => [400, 'InvalidWebhook', field]),
    )
    expect([answers[7].status, answers[7].code]).to.deep.equal([400, 'InvalidInput'])
    expect(await listed()).to.deep.equal([])
  })

  it('may lead to a private address once that is permitted', async () => {
    expect((await make({ url: 'https://ntfy.internal/hook', allowsPrivate: true })).status).to.equal(201)
  })

  it('are changed, turned off and on, and keep their secret', async () => {
    const { id } = await made()
    const [before] = hub.webhookStore.current().webhooks
    const change = (body: object) => hub.send('PATCH', `/api/webhooks/${id}`, { body })
    expect((await change({ label: 'Phone', events: ['card.done'], token: 'tk' })).json).to.include({ label: 'Phone' })
    expect(hub.webhookStore.current().webhooks[0]?.secret).to.equal(before?.secret)
    expect((await change({ enabled: false })).json).to.deep.include({
      enabled: false,
      disabled: { reason: 'operator', at: new Date(hub.clock.now()).toISOString() },
    })
    expect((await change({ enabled: true })).json).to.deep.include({ enabled: true, disabled: null })
    expect([
      (await change({ url: 'https://ntfy.internal/hook' })).code,
      (await hub.send('PATCH', '/api/webhooks/none', { body: {} })).code,
    ]).to.deep.equal(['InvalidWebhook', 'WebhookNotFound'])
  })

  it('show their deliveries, failures and the next attempt', async () => {
    const { id } = await made()
    hub.webhookNotifier.answerNext(answered(302))
    hub.host.controls.startByHand('cc-shop')
    await hub.send('POST', '/api/hooks/Notification', {
      token: await hub.tokenOf('cc-shop'),
      headers: { 'X-Penates-Session': 'cc-shop' },
      body: { notification_type: 'permission_prompt', message: 'Claude needs your permission' },
    })
    await eventually(async () => {
      const [webhook] = await listed()
      expect(webhook?.deliveries[0]).to.deep.include({ kind: 'session.waiting', delivered: false, statusCode: 302 })
      expect(webhook).to.deep.include({
        ...{ id, failures: 1, waiting: 1, nextAttemptAt: new Date(hub.clock.now() + 5_000).toISOString() },
      })
    })
    expect(hub.webhookNotifier.sent[0]?.message.data).to.include({ type: 'session-attention', name: 'cc-shop' })
  })

  it('are tested at once and tell what came of it', async () => {
    const { id } = await made()
    const test = () => hub.send('POST', `/api/webhooks/${id}/test`)
    const first = await test()
    hub.webhookNotifier.answerNext(answered(403, null, 'wrong signature'))
    const second = await test()
    expect([first.json, second.json]).to.deep.equal(
      [
        { delivered: true, statusCode: 201, reason: null },
        { delivered: false, statusCode: 403, reason: 'wrong signature' },
      ].map((outcome) => ({ at: new Date(hub.clock.now()).toISOString(), kind: 'test', ...outcome })),
    )
    expect((await hub.send('POST', '/api/webhooks/none/test')).code).to.equal('WebhookNotFound')
  })

  it('are revoked once, and are at most 20', async () => {
    const { id } = await made()
    const codes = [(await hub.send('DELETE', `/api/webhooks/${id}`)).status]
    codes.push((await hub.send('DELETE', `/api/webhooks/${id}`)).status)
    expect([codes, await listed()]).to.deep.equal([[204, 404], []])
    for (let count = 0; count < 20; count += 1) await made()
    expect((await make()).json).to.include({ field: 'count' })
  })

  it('are audited by id and label, without address and secret', async () => {
    const { id, secret } = await made()
    await hub.send('PATCH', `/api/webhooks/${id}`, { body: { enabled: false } })
    await hub.send('POST', `/api/webhooks/${id}/test`)
    await hub.send('DELETE', `/api/webhooks/${id}`)
    const entries = hub.audit.entries.filter(({ event }) => event.startsWith('webhook.'))
    expect(entries.map(({ event, fields }) => [event, fields])).to.deep.equal(
      ['create', 'change', 'test', 'revoke'].map((action) => [`webhook.${action}`, { id, label: 'Pager' }]),
    )
    expect(JSON.stringify([entries, hub.logLines]))
      .not.to.include(secret)
      .and.not.to.include('receiver.example')
  })

  it('of two hubs get the messages of their own hub, with their own ids', async () => {
    const other = await openFakeHub()
    try {
      await made()
      await other.send('POST', '/api/webhooks', { body: DRAFT })
      for (const { host, webhookNotifier, webhookStore } of [hub, other]) {
        host.controls.startByHand('cc-shop')
        expect([webhookNotifier.sent.length, webhookStore.current().webhooks.length]).to.deep.equal([0, 1])
      }
      const [id] = (await listed()).map((webhook) => webhook.id)
      await hub.send('POST', `/api/webhooks/${String(id)}/test`)
      expect([hub.webhookNotifier.sent.length, other.webhookNotifier.sent.length]).to.deep.equal([1, 0])
    } finally {
      await other.close()
    }
  })
})
