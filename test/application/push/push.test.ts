import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import type { PushSubscription } from '../../../domain/push/subscription.js'
import * as E from 'fp-ts/lib/Either.js'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import { hubContainer } from '../../../composition/hub/hub-container.js'
import { TOKENS as T } from '../../../composition/features/tokens.js'
import { invalidSubscription, pushNotConfigured } from '../../../domain/push/errors.js'
import { memoryPushSender } from '../../../adapters/outbound/memory/push-sender.memory.js'
import { makeSubscribePush } from '../../../application/push/subscriptions.js'
import { eventually } from '../../support/eventually.js'
import { memoryTools } from '../../support/memory-tools.js'
import { answered, aTarget } from '../../support/push.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

function pushUseCases() {
  const { tools: ports, ...tools } = memoryTools()
  const container = hubContainer(ports)
  const feature = container.get(T.push)
  const stops = feature.jobs.map((job) => job.start())
  return {
    ...tools,
    stop: () => {
      for (const stop of stops) stop()
    },
    feed: container.get(T.feed),
    presence: container.get(T.attention).presence,
    attachments: container.get(T.terminal).attachments,
    subscriptions: ports.pushSubscriptions,
    subscribe: feature.subscribePush,
    unsubscribe: feature.unsubscribePush,
    test: feature.testPush,
  }
}

const attention = (name: string, session = sessionId(name)): HubEvent => ({
  _tag: 'session-attention',
  session,
  name,
  activity: 'waiting',
  at: 1,
})
const other = 'https://push.example/2'

describe('push', () => {
  let s: ReturnType<typeof pushUseCases>
  beforeEach(() => {
    s = pushUseCases()
  })

  const join = async (endpoint: string, device: string): Promise<void> => {
    expect(await s.subscribe(aTarget({ endpoint }), device)()).to.deep.equal(E.right(undefined))
  }
  const endpoints = () => s.pushSender.sent.map(({ target }) => target.endpoint)
  const sentBy = (count: number) =>
    eventually(() => {
      expect(s.pushSender.sent).to.have.length(count)
    })

  it('calls every device, and says which session needs what', async () => {
    await join(aTarget().endpoint, 'phone')
    await join(other, 'laptop')
    s.feed.publish(attention('cc-shop'))
    await sentBy(2)
    expect(s.pushSender.sent[0]?.message).to.deep.equal({
      payload: {
        ...{ title: 'shop — Needs input', body: 'Waits for your answer.', name: 'cc-shop', activity: 'waiting' },
        ...{ open: '0', device: 'phone' },
      },
      ttlSeconds: 60,
      urgency: 'normal',
    })
  })

  it('names the reason of a turn that failed, and the words of the agent', async () => {
    await join(aTarget().endpoint, 'phone')
    s.feed.publish({
      ...{ _tag: 'session-attention', session: sessionId('cc-shop'), name: 'cc-shop' },
      ...{ activity: 'idle', failure: { kind: 'overloaded', text: 'API Error: 529' }, at: 1 },
    })
    await sentBy(1)
    expect(s.pushSender.sent[0]?.message.payload).to.deep.equal({
      title: 'shop — Turn failed',
      body: "The model's service is overloaded. Send the prompt again later. API Error: 529",
      name: 'cc-shop',
      activity: 'idle',
      failure: { kind: 'overloaded', text: 'API Error: 529' },
      ...{ open: '0', device: 'phone' },
    })
  })

  it('leaves a device alone that shows this very session, and only that', async () => {
    await join(aTarget().endpoint, 'phone')
    await join(other, 'laptop')
    s.presence.report({}, { deviceId: 'phone', session: 'cc-shop', visible: true })
    s.feed.publish(attention('cc-shop'))
    await sentBy(1)
    s.feed.publish(attention('cc-other'))
    await sentBy(3)
    expect(endpoints()[0]).to.equal(other)
  })

  it('sends no alert while a person has the session open in their own terminal', async () => {
    await join(aTarget().endpoint, 'phone')
    const mine = s.host.controls.startByHand('mine')
    const ours = s.host.controls.startByHand('ours')
    s.host.controls.setViewers('mine', 1)
    s.host.controls.setViewers('ours', 1)
    s.attachments.add(ours.id, () => undefined)
    s.feed.publish(attention('mine', mine.id))
    s.feed.publish(attention('ours', ours.id))
    await sentBy(1)
    expect(s.pushSender.sent[0]?.message.payload['name']).to.equal('ours')
  })

  it('forgets a subscription that is gone', async () => {
    await join(aTarget().endpoint, 'phone')
    s.pushSender.answerNext(answered(410))
    s.feed.publish(attention('cc-shop'))
    await eventually(() => {
      expect(s.subscriptions.current()).to.deep.equal([])
    })
  })

  it('tries again after what may pass, then counts one failure', async () => {
    await join(aTarget().endpoint, 'phone')
    s.pushSender.answerNext(answered(503), answered(429), answered(500), answered(503))
    s.feed.publish(attention('cc-shop'))
    for (const [sent, wait] of [
      [1, 1_000],
      [2, 4_000],
      [3, 16_000],
    ] as const) {
      await sentBy(sent)
      // The next try, the check for calls of ports that take too long, and the look for the end of quiet hours.
      await eventually(() => {
        expect(s.clock.waiting()).to.equal(3)
      })
      s.clock.advance(wait)
    }
    await eventually(() => {
      expect(s.subscriptions.current()[0]?.failedAttempts).to.equal(1)
    })
    expect(s.pushSender.sent).to.have.length(4)
  })

  it('sends nothing more to a device after five failures, until it subscribes again', async () => {
    await join(aTarget().endpoint, 'phone')
    for (let failure = 1; failure <= 5; failure += 1) {
      s.pushSender.answerNext(answered(403))
      s.feed.publish(attention('cc-shop'))
      await eventually(() => {
        expect(s.subscriptions.current()[0]?.failedAttempts).to.equal(failure)
      })
    }
    s.feed.publish(attention('cc-shop'))
    await join(aTarget().endpoint, 'phone')
    s.feed.publish(attention('cc-again'))
    await sentBy(6)
    expect(s.pushSender.sent.at(-1)?.message.payload['name']).to.equal('cc-again')
  })

  it('drops what is too much instead of growing without bound', async () => {
    await join(aTarget().endpoint, 'phone')
    s.pushSender.answerNext(...Array.from({ length: 8 }, () => answered(503)))
    for (let count = 0; count < 1_200; count += 1) s.feed.publish(attention('cc-shop'))
    await eventually(() => {
      expect(s.logLines.filter((line) => line.includes('too many wait'))).not.to.deep.equal([])
    })
  })

  it('tests every device and waits for the outcome', async () => {
    expect(await s.test()).to.equal(0)
    await join(aTarget().endpoint, 'phone')
    expect(await s.test()).to.equal(1)
    expect(s.pushSender.sent[0]?.message.payload['name']).to.equal('cc-test')
    expect(await s.unsubscribe(aTarget().endpoint)()).to.deep.equal(E.right(true))
    expect(await s.unsubscribe(aTarget().endpoint)()).to.deep.equal(E.right(false))
  })

  it('refuses hosts that are not public, and every subscription when it cannot push', async () => {
    expect(await s.subscribe(aTarget({ endpoint: 'https://router.internal/1' }), 'phone')()).to.deep.equal(
      E.left(invalidSubscription('host')),
    )
    const off = makeSubscribePush({
      subscriptions: memoryStateStore<ReadonlyArray<PushSubscription>>([]),
      sender: memoryPushSender(null),
      namedTokens: { current: () => [] },
      clock: s.clock,
    })
    expect(await off(aTarget(), 'phone')()).to.deep.equal(E.left(pushNotConfigured))
  })

  it('stops calling when it is told to', async () => {
    await join(aTarget().endpoint, 'phone')
    s.stop()
    s.feed.publish(attention('cc-shop'))
    expect(await s.test()).to.equal(1)
    expect(s.pushSender.sent).to.have.length(1)
  })
})
