import * as E from 'fp-ts/lib/Either.js'
import { hubContainer } from '../../../composition/hub/hub-container.js'
import { TOKENS as T } from '../../../composition/features/tokens.js'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import { summaryMessage, summaryOfDay } from '../../../domain/push/summary.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { settled } from '../../support/approvals.js'
import { eventually } from '../../support/eventually.js'
import { memoryTools } from '../../support/memory-tools.js'
import { answered, aTarget } from '../../support/push.js'
import { anApproval } from '../../support/rulings.js'
import { right } from '../../support/results.js'

const MINUTE = 60_000
const EVENING = Date.UTC(2026, 5, 1, 21)

async function quietHub() {
  const { tools: ports, ...tools } = memoryTools()
  const container = hubContainer(ports)
  const { jobs, plans, subscribePush, approvalNotifier } = container.get(T.push)
  for (const job of [...jobs, ...container.get(T.timeline).jobs]) job.start()
  const { clock, pushSender } = tools
  clock.advance(EVENING - clock.now())
  const feed = container.get(T.feed)
  right(await subscribePush(aTarget(), 'phone')())
  right(await subscribePush(aTarget({ endpoint: 'https://push.example/2' }), 'laptop')())
  right(await plans.change({ quiet: { from: '22:00', to: '07:00' }, timeZone: 'UTC' })())
  const titles = () =>
    pushSender.sent.filter(({ target }) => target.endpoint === aTarget().endpoint).map(({ message }) => message.payload)
  const at = (hour: number, minute = 0) => Date.UTC(2026, 5, hour < 21 ? 2 : 1, hour, minute)
  const goTo = async (time: number): Promise<void> => {
    while (clock.now() < time) {
      clock.advance(Math.min(MINUTE, time - clock.now()))
      await settled()
    }
  }
  const open = (id: string, occasion: 'asked' | 'handed-over' | 'reminder' = 'asked'): void => {
    const approval = { ...anApproval(id), name: 'cc-shop', createdAt: clock.now(), expiresAt: clock.now() + 86_400_000 }
    feed.publish({ _tag: 'tool-approval-request', id, name: 'cc-shop', tool: 'Bash', preview: 'make', at: clock.now() })
    approvalNotifier.notify(approval, 'secret', { occasion })
  }
  const end = (id: string, origin?: string): void => {
    feed.publish({
      ...{ _tag: 'tool-approval-resolved', id, name: 'cc-shop', at: clock.now() },
      ...(origin === undefined ? {} : { origin }),
    })
  }
  return {
    ...tools,
    feed,
    plans,
    approvalNotifier,
    subscriptions: ports.pushSubscriptions,
    titles,
    at,
    goTo,
    open,
    end,
  }
}

const attention = (name: string, activity: 'waiting' | 'idle'): HubEvent => ({
  ...{ _tag: 'session-attention', session: sessionId(name), name, activity, at: 1 },
})

describe('quiet hours of push', () => {
  let s: Awaited<ReturnType<typeof quietHub>>
  beforeEach(async () => {
    s = await quietHub()
  })

  it('hold back calls, sessions and budgets, and are about all of them in one message at their end', async () => {
    await s.goTo(s.at(23))
    for (const id of ['one', 'two', 'three']) s.open(id)
    s.feed.publish(attention('cc-docs', 'idle'))
    s.feed.publish(attention('cc-api', 'waiting'))
    s.feed.publish({
      ...{ _tag: 'session-attention', session: sessionId('cc-bad'), name: 'cc-bad', activity: 'idle', at: 1 },
      failure: { kind: 'model', text: 'x' },
    })
    s.end('three')
    await s.goTo(s.at(6, 59))
    expect(s.titles()).to.deep.equal([])
    await s.goTo(s.at(7, 1))
    expect(s.titles().map(({ title, body }) => [title, body])).to.deep.equal([
      ['Quiet hours are over', '2 requests wait · Failed: bad · Needs input: api · Ready: docs'],
    ])
    await s.goTo(s.at(9))
    expect(s.titles()).to.have.lengthOf(1)
  })

  it('send nothing at their end when all that was held back is over', async () => {
    await s.goTo(s.at(23))
    s.open('one')
    s.feed.publish(attention('cc-api', 'waiting'))
    await settled()
    s.end('one')
    s.feed.publish({
      ...{ _tag: 'session-activity', session: sessionId('cc-api'), name: 'cc-api', activity: 'working' },
      ...{ since: 1, evidence: { source: 'hook', what: 'PreToolUse', at: 1 }, at: 1 },
    })
    await s.goTo(s.at(8))
    expect(s.titles()).to.deep.equal([])
  })

  it('let alarms pass, and calls that a person hands over', async () => {
    await s.goTo(s.at(23))
    s.open('one', 'handed-over')
    s.feed.publish({
      ...{ _tag: 'tool-alarm', id: 'a', name: 'cc-shop', kind: 'not-allowed', tool: 'Bash', preview: 'rm' },
      ...{ isPaused: false, at: 1 },
    })
    await settled()
    expect(s.titles().map(({ type }) => type)).to.deep.equal(['approval', 'alarm'])
  })

  it('send no reminders, and count them from their end', async () => {
    right(await s.plans.change({ reminderMinutes: 15 })())
    expect(s.approvalNotifier.reminders()).to.deep.equal({ everyMs: 15 * MINUTE, toldAt: -Infinity })
    await s.goTo(s.at(23))
    s.open('one')
    expect(s.approvalNotifier.reminders()).to.equal(null)
    await s.goTo(s.at(7, 1))
    const reminders = s.approvalNotifier.reminders()
    expect(s.clock.monotonic() - (reminders?.toldAt ?? 0)).to.be.at.most(2 * MINUTE)
  })

  it('end with the message when they are switched off', async () => {
    await s.goTo(s.at(23))
    s.open('one')
    right(await s.plans.change({ quiet: null })())
    await s.goTo(s.at(23, 2))
    expect(s.titles().map(({ body }) => body)).to.deep.equal(['1 request waits'])
  })
})

describe('the end of a call on other devices', () => {
  let s: Awaited<ReturnType<typeof quietHub>>
  beforeEach(async () => {
    s = await quietHub()
  })
  const ends = () =>
    s.pushSender.sent
      .filter(({ message }) => message.payload['type'] === 'ended')
      .map(({ message: { payload, topic } }) => [payload['device'], payload['approvalId'], payload['open'], topic])

  it('takes its notification back, with the number that still wait, but not where it was decided', async () => {
    s.open('one')
    s.open('two')
    s.end('one', 'phone')
    await settled()
    expect(ends()).to.deep.equal([['laptop', 'one', '1', 'one']])
    s.end('two')
    await settled()
    expect(ends().slice(1)).to.deep.equal([
      ['phone', 'two', '0', 'two'],
      ['laptop', 'two', '0', 'two'],
    ])
  })

  it('is not sent for a call that was held back', async () => {
    await s.goTo(s.at(23))
    s.open('one')
    s.end('one')
    await settled()
    expect(ends()).to.deep.equal([])
  })

  it('replaces the call at the push service, so that a phone which slept for a day gets the last message alone', async () => {
    s.open('3f2b8c1e-0000-4000-8000-000000000001')
    s.open('3f2b8c1e-0000-4000-8000-000000000001', 'reminder')
    s.end('3f2b8c1e-0000-4000-8000-000000000001')
    await settled()
    const topics = new Set(s.pushSender.sent.map(({ message }) => message.topic))
    expect([...topics]).to.deep.equal(['3f2b8c1e000040008000000000000001'])
    const [first, , last] = s.pushSender.sent.filter(({ message }) => message.payload['device'] === 'phone')
    expect([first?.message.ttlSeconds, last?.message.ttlSeconds]).to.deep.equal([86_410, 86_410])
  })

  it('reaches no device whose endpoint is gone, and a reminder drops that device', async () => {
    s.open('one')
    await settled()
    s.pushSender.answerNext(answered(410))
    s.open('one', 'reminder')
    await eventually(() => {
      expect(s.subscriptions.current().map(({ deviceId }) => deviceId)).to.deep.equal(['laptop'])
    })
    s.end('one')
    await settled()
    expect(ends().map(([device]) => device)).to.deep.equal(['laptop'])
  })

  it('leaves no message about the session where its call has one', async () => {
    s.open('one')
    s.feed.publish(attention('cc-shop', 'waiting'))
    s.feed.publish(attention('cc-shop', 'idle'))
    await settled()
    expect(s.titles().map(({ type, activity }) => type ?? activity)).to.deep.equal(['approval', 'idle'])
  })

  it('keeps a plan that cannot be read out of the store', async () => {
    expect(E.isLeft(await s.plans.change({ quiet: { from: '22:00', to: '22:00' } })())).to.equal(true)
    expect(right(await s.plans.read()).quiet).to.deep.equal({ from: '22:00', to: '07:00' })
  })
})

describe('the message about the day on devices', () => {
  it('is sent once at its time, and not while nobody has subscribed', async () => {
    const s = await quietHub()
    right(await s.plans.change({ todayAt: '21:30', quiet: null })())
    await s.goTo(s.at(21, 32))
    await eventually(() => {
      expect(s.titles().map(({ title, body, page }) => [title, body, page])).to.deep.equal([
        ['Today', 'Nothing needs you.', 'today'],
      ])
    })
    await s.goTo(s.at(23))
    expect(s.titles()).to.have.lengthOf(1)
  })

  it('waits for the end of quiet hours', async () => {
    const s = await quietHub()
    right(await s.plans.change({ todayAt: '06:30' })())
    await s.goTo(s.at(6, 59))
    expect(s.titles()).to.deep.equal([])
    await s.goTo(s.at(7, 2))
    await eventually(() => {
      expect(s.titles().map(({ title }) => title)).to.deep.equal(['Today'])
    })
  })

  it('counts what needs a person, and what was done', () => {
    const need = { project: null, at: null, id: null, text: '', failure: null, waiting: 0 }
    const project = { project: null, sessions: [], lastCommit: null, costUsd: null, ruled: null, missed: 0, unsent: 0 }
    const { payload } = summaryMessage(
      'day',
      summaryOfDay(
        {
          needs: [
            { ...need, kind: 'failed', session: 'cc-api' },
            { ...need, kind: 'waiting', session: 'cc-shop', waiting: 2 },
            { ...need, kind: 'waiting', session: 'cc-docs' },
            { ...need, kind: 'unsent', session: 'cc-docs' },
            { ...need, kind: 'missed', session: 'cc-docs' },
          ],
          projects: [
            { ...project, done: ['a', 'b'], commits: 3 },
            { ...project, done: null, commits: null },
          ],
        },
        'cc-',
      ),
    )
    expect(payload['body']).to.equal(
      '2 requests wait · Failed: api · Needs input: docs · 2 prompts not sent · 2 cards done · 3 commits',
    )
  })
})
