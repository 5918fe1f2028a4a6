import { hubOfSuite } from '../../../../support/fake-hub.js'
import { aTarget } from '../../../../support/push.js'

describe('/api/push', () => {
  const hub = hubOfSuite()

  const subscribe = (body: unknown) => hub.send('POST', '/api/push/subscribe', { body })

  it('gives its public key to anyone', async () => {
    const { status, json } = await hub.send('GET', '/api/push/vapid-public-key', { token: null })
    expect([status, json]).to.deep.equal([200, { publicKey: 'a-public-key' }])
  })

  it('notes a browser, tests it, and forgets it', async () => {
    const answers = [
      await subscribe({ subscription: aTarget(), deviceId: 'phone' }),
      await hub.send('POST', '/api/push/test'),
      await hub.send('DELETE', '/api/push/subscribe', { body: { endpoint: aTarget().endpoint } }),
      await hub.send('DELETE', '/api/push/subscribe', { body: { endpoint: aTarget().endpoint } }),
      await hub.send('POST', '/api/push/test'),
    ]
    expect(answers.map(({ status, json }) => [status, json])).to.deep.equal([
      [200, { ok: true }],
      [200, { ok: true, sent: 1 }],
      [200, { ok: true, removed: true }],
      [200, { ok: true, removed: false }],
      [200, { ok: true, sent: 0, note: 'no subscriptions' }],
    ])
  })

  it('refuses what is no subscription', async () => {
    const target = aTarget()
    const cases: ReadonlyArray<readonly [unknown, string]> = [
      [{}, 'Missing subscription'],
      [{ subscription: 7, deviceId: 'phone' }, 'Missing subscription'],
      [{ subscription: target }, 'Missing or invalid deviceId'],
      [{ subscription: target, deviceId: 'x'.repeat(129) }, 'Missing or invalid deviceId'],
      [{ subscription: aTarget({ endpoint: 'http://push.example' }), deviceId: 'phone' }, 'Invalid subscription'],
      [{ subscription: aTarget({ endpoint: 'https://a.internal' }), deviceId: 'phone' }, 'Invalid subscription'],
      [{ subscription: { ...target, keys: {} }, deviceId: 'phone' }, 'Invalid subscription'],
    ]
    for (const [body, error] of cases) {
      const { status, json } = await subscribe(body)
      expect([status, (json as { error: string }).error], JSON.stringify(body)).to.deep.equal([400, error])
    }
    for (const body of [{}, { endpoint: '' }, { endpoint: 7 }]) {
      const { status, json } = await hub.send('DELETE', '/api/push/subscribe', { body })
      expect([status, json]).to.deep.equal([400, { error: 'Missing endpoint' }])
    }
  })

  it('takes fifty browsers and no more', async () => {
    for (let index = 0; index < 50; index += 1) {
      hub.clock.advance(2_000) // within the budget of writes
      const target = aTarget({ endpoint: `https://push.example/${String(index)}` })
      expect((await subscribe({ subscription: target, deviceId: 'phone' })).status).to.equal(200)
    }
    const { status, json } = await subscribe({ subscription: aTarget(), deviceId: 'phone' })
    expect([status, json]).to.deep.equal([200, { ok: true }]) // /1 is known: renewed
    const more = await subscribe({ subscription: aTarget({ endpoint: 'https://push.example/x' }), deviceId: 'phone' })
    expect([more.status, more.json]).to.deep.equal([409, { error: 'Too many subscriptions: 50 at most' }])
  })

  it('tells what every open tab shows', async () => {
    expect((await hub.send('GET', '/api/push/presence')).json).to.deep.equal({ presence: [] })
  })

  it('keeps the plan of messages, and refuses a change with an invalid part as a whole', async () => {
    const plan = (body: unknown) => hub.send('PATCH', '/api/push/plan', { body })
    const first = await hub.send('GET', '/api/push/plan')
    const off = { reminderMinutes: 0, quiet: null, todayAt: null, contact: null }
    expect([first.status, first.json]).to.deep.equal([200, { ...off, timeZone: 'Europe/Berlin' }])
    const quiet = { from: '22:00', to: '07:00' }
    const changed = await plan({ reminderMinutes: 15, quiet, todayAt: '08:00', timeZone: 'Asia/Tokyo' })
    const expected = { reminderMinutes: 15, quiet, todayAt: '08:00', timeZone: 'Asia/Tokyo', contact: null }
    expect([changed.status, changed.json]).to.deep.equal([200, expected])
    const cases: ReadonlyArray<readonly [unknown, string]> = [
      [{ quiet: { from: '22:00', to: '22:00' } }, 'quiet'],
      [{ reminderMinutes: 30, todayAt: '25:00' }, 'todayAt'],
      [{ reminderMinutes: '15' }, 'reminderMinutes'],
      [{ timeZone: 'Nowhere' }, 'timeZone'],
      [{ contact: 'me' }, 'contact'],
    ]
    for (const [body, part] of cases) {
      const { status, code, json } = await plan(body)
      expect([status, code, (json as { part: string }).part]).to.deep.equal([400, 'InvalidPushPlan', part])
    }
    expect((await plan({ hours: 1 })).status).to.equal(400)
    expect((await hub.send('GET', '/api/push/plan')).json).to.deep.equal(expected)
    expect((await plan({ quiet: null, reminderMinutes: 0, todayAt: null, timeZone: null })).status).to.equal(200)
  })

  it('lists the browsers that get messages, by the name that they gave, without their endpoints', async () => {
    const target = aTarget({ endpoint: 'https://push.example/2' })
    hub.clock.advance(60_000)
    await subscribe({ subscription: target, deviceId: 'named', label: ' Chrome, Android ' })
    const { status, json } = await hub.send('GET', '/api/push/subscriptions')
    const { subscriptions } = json as { subscriptions: ReadonlyArray<Readonly<Record<string, unknown>>> }
    const named = subscriptions.find(({ deviceId }) => deviceId === 'named')
    expect([status, named?.['label'], named?.['isBroken']]).to.deep.equal([200, 'Chrome, Android', false])
    expect(JSON.stringify(json)).not.to.include('push.example')
    await hub.send('DELETE', '/api/push/subscribe', { body: { endpoint: target.endpoint } })
  })

  it('hands over calls that wait, to devices that have subscribed', async () => {
    const handOver = (id: string, body: unknown) => hub.send('POST', `/api/approvals/${id}/hand-over`, { body })
    const { status, code } = await handOver('none', { deviceId: 'phone' })
    expect([status, code]).to.deep.equal([404, 'ApprovalNotPending'])
    expect((await handOver('none', {})).status).to.equal(400)
  })
})
