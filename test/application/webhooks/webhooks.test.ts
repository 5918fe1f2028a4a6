import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { eventFrame } from '../../../adapters/inbound/ws/notifications.codec.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { hubContainer } from '../../../composition/hub/hub-container.js'
import { TOKENS as T } from '../../../composition/features/tokens.js'
import type { HubTools } from '../../../composition/tools/tools.js'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { EMPTY_WEBHOOK_RECORDS, MAX_WAITING, type WebhookRecords } from '../../../domain/webhooks/webhook-records.js'
import type { Webhook } from '../../../domain/webhooks/webhook.js'
import { eventually } from '../../support/eventually.js'
import { memoryTools } from '../../support/memory-tools.js'
import { answered } from '../../support/push.js'
import { right } from '../../support/results.js'
import { aNotification, aWebhook } from '../../support/webhooks.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

const waits = (name: string, at = 1_000): HubEvent => ({
  _tag: 'session-attention',
  session: sessionId(name),
  name,
  activity: 'waiting',
  at,
})

function webhookHub(book: WebhookRecords, change: (tools: HubTools) => Partial<HubTools> = () => ({})) {
  const { tools, ...fakes } = memoryTools()
  const ports = { ...tools, webhookStore: memoryStateStore(book), ...change(tools) }
  const container = hubContainer(ports)
  const feature = container.get(T.webhooks)
  const stops = feature.jobs.map((job) => job.start())
  const store = ports.webhookStore
  return {
    ...fakes,
    feature,
    feed: container.get(T.feed),
    store,
    webhook: (id = 'hook'): Webhook => store.current().webhooks.find((one) => one.id === id) as Webhook,
    waiting: (): ReadonlyArray<string> => store.current().waiting.map(({ message }) => message.title),
    titles: (): ReadonlyArray<string> => fakes.webhookNotifier.sent.map(({ message }) => message.title),
    stop: () => {
      for (const stop of stops) stop()
    },
  }
}

const bookOf = (...webhooks: ReadonlyArray<Webhook>): WebhookRecords => ({ ...EMPTY_WEBHOOK_RECORDS, webhooks })

describe('messages to webhooks', () => {
  let h: ReturnType<typeof webhookHub>
  afterEach(() => h.stop())

  /** Waits until so many attempts are stored. */
  const attempted = (count: number, id = 'hook') =>
    eventually(() => {
      expect(h.webhookNotifier.sent.filter(({ target }) => (target as Webhook).id === id)).to.have.length(count)
      expect(h.webhook(id).deliveries.length).to.equal(Math.min(count, 10))
    })
  /** Moves the clock until the webhook is off; the target fails every attempt. */
  const failFor = async (ms: number, stepMs = 60_000): Promise<void> => {
    for (let passed = 0; passed < ms && h.webhook().disabled === null; passed += stepMs) {
      h.clock.advance(stepMs)
      await eventually(() => {
        expect(h.webhook().failures).to.equal(h.webhookNotifier.sent.length)
      })
    }
  }

  it('go to each webhook that has chosen the kind, with the event as the sockets send it', async () => {
    h = webhookHub(bookOf(aWebhook(), aWebhook({ id: 'other', events: ['card.done'] })))
    const event = waits('cc-shop', 5)
    h.feed.publish(event)
    await attempted(1)
    const [sent] = h.webhookNotifier.sent
    expect(sent?.message).to.deep.include({
      kind: 'session.waiting',
      title: 'shop — Needs input',
      page: '/s/cc-shop',
      at: 5,
      data: JSON.parse(eventFrame(event)) as object,
    })
    expect([h.webhook().deliveries[0], h.waiting(), h.webhook('other').deliveries]).to.deep.equal([
      { at: h.clock.now(), kind: 'session.waiting', delivered: true, statusCode: 201, reason: null },
      [],
      [],
    ])
  })

  it('are tried again after 5 s, 20 s, 80 s and so on, with the same id', async () => {
    h = webhookHub(bookOf(aWebhook()))
    h.webhookNotifier.answerNext(answered(500), answered(301), { _tag: 'NoAnswer', reason: 'refused' })
    h.feed.publish(waits('cc-shop'))
    await attempted(1)
    for (const [index, waitMs] of [5_000, 20_000, 80_000].entries()) {
      expect(h.webhook().nextAttemptAt).to.equal(h.clock.now() + waitMs)
      h.clock.advance(waitMs - 1)
      expect(h.webhookNotifier.sent).to.have.length(index + 1)
      h.clock.advance(1)
      await attempted(index + 2)
    }
    const { failures, deliveries, nextAttemptAt } = h.webhook()
    expect([failures, nextAttemptAt, deliveries.map(({ statusCode }) => statusCode)]).to.deep.equal([
      0,
      null,
      [201, null, 301, 500],
    ])
    expect(new Set(h.webhookNotifier.sent.map(({ message }) => message.id)).size).to.equal(1)
  })

  it('wait as long as the target asks for, at most an hour', async () => {
    h = webhookHub(bookOf(aWebhook()))
    h.webhookNotifier.answerNext(answered(429, 60_000), answered(503, DAY_MS))
    h.feed.publish(waits('cc-shop'))
    await attempted(1)
    expect(h.webhook().nextAttemptAt).to.equal(h.clock.now() + 60_000)
    h.clock.advance(60_000)
    await attempted(2)
    expect(h.webhook().nextAttemptAt).to.equal(h.clock.now() + HOUR_MS)
  })

  it('end after a day of failures, and begin again when the webhook is turned on', async () => {
    h = webhookHub(bookOf(aWebhook()))
    h.webhookNotifier.answerWith(answered(500))
    h.feed.publish(waits('cc-shop'))
    await attempted(1)
    const started = h.clock.now()
    await failFor(2 * DAY_MS)
    expect(h.clock.now() - started).to.be.within(DAY_MS, DAY_MS + 2 * HOUR_MS)
    expect([h.webhook().disabled?.reason, h.webhook().dropped, h.waiting()]).to.deep.equal(['failures', 1, []])
    h.feed.publish(waits('cc-docs'))
    expect(h.waiting()).to.deep.equal([])

    h.webhookNotifier.answerWith(null)
    right(await h.feature.changeWebhook('hook', { enabled: true }, THE_HUB)())
    expect([h.webhook().disabled, h.webhook().failures]).to.deep.equal([null, 0])
    h.feed.publish(waits('cc-docs'))
    await eventually(() => {
      expect(h.titles().at(-1)).to.equal('docs — Needs input')
    })
  })

  it('are not given up earlier or later because the clock jumps', async () => {
    h = webhookHub(bookOf(aWebhook()))
    h.webhookNotifier.answerWith(answered(500))
    h.feed.publish(waits('cc-shop'))
    await attempted(1)
    h.clock.set(30 * DAY_MS)
    h.clock.advance(5_000)
    await attempted(2)
    expect(h.webhook().disabled).to.equal(null)
    h.clock.set(-60 * DAY_MS)
    h.clock.advance(20_000)
    await attempted(3)
    const from = h.clock.monotonic()
    await failFor(2 * DAY_MS)
    expect(h.clock.monotonic() - from).to.be.within(DAY_MS - HOUR_MS, DAY_MS + 2 * HOUR_MS)
  })

  it('that were planned for the far future before a restart are tried within an hour', async () => {
    const message = aNotification()
    h = webhookHub({
      webhooks: [aWebhook({ failures: 2, nextAttemptAt: Number.MAX_SAFE_INTEGER })],
      waiting: [{ webhookId: 'hook', message, refusals: 0 }],
    })
    h.clock.advance(HOUR_MS)
    await eventually(() => {
      expect(h.titles()).to.deep.equal([message.title])
    })
  })

  it('stop at once when the target answers 410', async () => {
    h = webhookHub(bookOf(aWebhook()))
    h.webhookNotifier.answerNext(answered(410, null, 'moved away'))
    h.feed.publish(waits('cc-shop'))
    await attempted(1)
    expect([h.webhook().disabled?.reason, h.webhook().deliveries[0]?.reason, h.waiting()]).to.deep.equal([
      'gone',
      'moved away',
      [],
    ])
    expect(h.logLines.some((line) => line.includes('a webhook was turned off'))).to.equal(true)
  })

  it('that the target refuses for their content are given up after three times, and hold up no other', async () => {
    h = webhookHub(bookOf(aWebhook()))
    h.webhookNotifier.answerNext(answered(400))
    h.feed.publish(waits('cc-bad'))
    h.feed.publish(waits('cc-good'))
    await attempted(1)
    h.clock.advance(5_000)
    await eventually(() => {
      expect(h.titles().slice(0, 2)).to.deep.equal(['bad — Needs input', 'good — Needs input'])
    })
    await eventually(() => {
      expect(h.waiting()).to.deep.equal([])
    })
    h.webhookNotifier.answerWith(answered(413))
    h.feed.publish(waits('cc-huge'))
    await eventually(() => {
      h.clock.advance(20_000)
      expect([h.waiting(), h.webhook().dropped]).to.deep.equal([[], 1])
    })
    expect(h.titles().filter((title) => title.startsWith('huge'))).to.have.length(3)
  })

  it('of a full queue take the place of the oldest one, which is counted', async () => {
    h = webhookHub(bookOf(aWebhook()))
    h.webhookNotifier.answerWith(answered(500))
    for (let count = 0; count <= MAX_WAITING; count += 1) h.feed.publish(waits(`cc-${String(count)}`))
    await eventually(() => {
      expect(h.waiting().at(-1)).to.equal(`${String(MAX_WAITING)} — Needs input`)
    })
    expect([h.waiting().length, h.waiting()[0], h.webhook().dropped]).to.deep.equal([MAX_WAITING, '1 — Needs input', 1])
  })

  it('to a target that hangs hold up no other target', async () => {
    h = webhookHub(bookOf(aWebhook(), aWebhook({ id: 'other' })), ({ webhookNotifier }) => ({
      webhookNotifier: {
        ...webhookNotifier,
        send: (target, message) =>
          (target as Webhook).id === 'hook'
            ? () => new Promise(() => undefined)
            : webhookNotifier.send(target, message),
      },
    }))
    h.feed.publish(waits('cc-shop'))
    h.feed.publish(waits('cc-docs'))
    await attempted(2, 'other')
    expect(h.webhook().deliveries).to.deep.equal([])
  })

  it('that could not be stored are logged, and the hub goes on', async () => {
    h = webhookHub(bookOf(aWebhook()), () => {
      const store = memoryStateStore(bookOf(aWebhook()))
      return { webhookStore: { ...store, update: () => TE.left(unavailable('store', 'no space left')) } }
    })
    h.feed.publish(waits('cc-shop'))
    await eventually(() => {
      expect(h.logLines.some((line) => line.includes('could not be stored'))).to.equal(true)
    })
    expect(h.titles()).to.deep.equal([])
  })

  it('whose outcome could not be stored are sent again after a minute, with the same id', async () => {
    let isFull = true
    const waiting = [{ webhookId: 'hook', message: aNotification(), refusals: 0 }]
    const store = memoryStateStore<WebhookRecords>({ webhooks: [aWebhook()], waiting })
    h = webhookHub(EMPTY_WEBHOOK_RECORDS, () => {
      return {
        webhookStore: {
          ...store,
          update: (change) => (isFull ? TE.left(unavailable('store', 'no space left')) : store.update(change)),
        },
      }
    })
    await eventually(() => {
      expect(h.logLines.some((line) => line.includes('an outcome of a webhook could not be stored'))).to.equal(true)
    })
    isFull = false
    await eventually(() => {
      h.clock.advance(60_000)
      expect(h.webhookNotifier.sent).to.have.length(2)
    })
    expect(new Set(h.webhookNotifier.sent.map(({ message }) => message.id)).size).to.equal(1)
  })

  it('under way at the stop of the hub change nothing after it and wait for the next start', async () => {
    h = webhookHub(bookOf(aWebhook()))
    let answer = (): void => undefined
    h.webhookNotifier.answerWith(
      new Promise((resolve) => {
        answer = () => resolve(answered(200))
      }),
    )
    h.feed.publish(waits('cc-shop'))
    await eventually(() => {
      expect(h.titles()).to.have.length(1)
    })
    h.stop()
    answer()
    await new Promise(setImmediate)
    expect([h.waiting(), h.webhook().deliveries]).to.deep.equal([['shop — Needs input'], []])

    const [id] = h.store.current().waiting.map(({ message }) => message.id)
    h = webhookHub(h.store.current())
    await attempted(1)
    expect(h.webhookNotifier.sent.map(({ message }) => message.id)).to.deep.equal([id])
  })

  it('of a test are sent at once, also while the webhook is off, and turn nothing on', async () => {
    h = webhookHub(bookOf(aWebhook({ disabled: { reason: 'failures', at: 1 }, failures: 29 })))
    const delivery = right(await h.feature.testWebhook('hook', THE_HUB)())
    expect([delivery.delivered, delivery.kind, h.webhook().disabled?.reason]).to.deep.equal([true, 'test', 'failures'])
  })

  it('that wait go out at once after a test that was delivered', async () => {
    h = webhookHub(bookOf(aWebhook()))
    h.webhookNotifier.answerNext(answered(500))
    h.feed.publish(waits('cc-shop'))
    await attempted(1)
    right(await h.feature.testWebhook('hook', THE_HUB)())
    await eventually(() => {
      expect([h.titles().at(-1), h.waiting(), h.webhook().failures]).to.deep.equal(['shop — Needs input', [], 0])
    })
  })

  it('are dropped with their webhook', async () => {
    h = webhookHub(bookOf(aWebhook()))
    h.webhookNotifier.answerWith(answered(500))
    h.feed.publish(waits('cc-shop'))
    await attempted(1)
    right(await h.feature.revokeWebhook('hook', THE_HUB)())
    expect([h.store.current(), E.isLeft(await h.feature.revokeWebhook('hook', THE_HUB)())]).to.deep.equal([
      EMPTY_WEBHOOK_RECORDS,
      true,
    ])
    h.clock.advance(HOUR_MS)
    expect(h.webhookNotifier.sent).to.have.length(1)
  })

  it('carry no event that is too long for a receiver', async () => {
    h = webhookHub(bookOf(aWebhook()))
    const preview = 'x'.repeat(30_000)
    h.feed.publish({ _tag: 'tool-approval-request', id: 'a', name: 'cc-shop', tool: 'Bash', preview, at: 1 })
    await attempted(1)
    const [sent] = h.webhookNotifier.sent
    expect([sent?.message.data, sent?.message.body.length]).to.deep.equal([null, 500])
  })
})
