import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { turnFailure } from '../../../domain/attention/turn-failure.js'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { NOTIFICATION_KINDS } from '../../../domain/webhooks/notification-kinds.js'
import { notificationsOf } from '../../../domain/webhooks/notification.js'
import {
  addMessage,
  afterAttempt,
  EMPTY_WEBHOOK_RECORDS,
  FAILURES_OF_A_DAY,
  MAX_WAITING,
  nextMessage,
  type WebhookRecords,
} from '../../../domain/webhooks/webhook-records.js'
import { checkWebhook } from '../../../domain/webhooks/webhook.js'
import { aCard } from '../../support/cards.js'
import { answered } from '../../support/push.js'
import { aNotification, aWebhook, aWebhookTarget } from '../../support/webhooks.js'

const AT = 1_000
const session = { session: sessionId('shop'), name: 'cc-shop', at: AT }
const budget = (level: 'fine' | 'near' | 'exceeded', was: 'fine' | 'near' | 'exceeded'): HubEvent => ({
  _tag: 'budget-level',
  budget: {
    scope: { kind: 'month' },
    limitUsd: 25,
    atLimit: 'ask',
    key: 'month',
    period: '2026-03',
    spentUsd: 139,
    level,
    reason: null,
  },
  was,
  at: AT,
})
const finish = (stage: 'refused' | 'aborted' | 'done' | 'merging'): HubEvent => ({
  _tag: 'finish-progress',
  at: AT,
  finish: {
    ...{ id: 'f', cardId: 'card-1', projectId: 'shop', stage, branch: 'card/x', base: 'main', merge: null },
    ...{ pushed: false, merged: false, reason: 'check-failed', reasons: [], files: [], detail: null, cleanup: null },
    ...{ isUndoable: false, startedAt: AT, endedAt: null },
  },
})
const card = (values: Parameters<typeof aCard>[0]): HubEvent => ({
  _tag: 'card-changed',
  card: { card: aCard({ id: 'card-1', title: 'Buttons', ...values }), sessionLive: false },
  origin: null,
  at: AT,
})

describe('kinds of notifications', () => {
  const CASES: ReadonlyArray<readonly [string | null, HubEvent]> = [
    [
      'approval.asked',
      { _tag: 'tool-approval-request', id: 'a', name: 'cc-shop', tool: 'Bash', preview: 'ls', at: AT },
    ],
    ['session.waiting', { _tag: 'session-attention', ...session, activity: 'waiting' }],
    ['session.finished', { _tag: 'session-attention', ...session, activity: 'idle' }],
    [
      'session.finished',
      { _tag: 'session-attention', ...session, activity: 'idle', failure: turnFailure('billing', null) },
    ],
    ['session.ended', { _tag: 'session-ended', ...session }],
    [
      'gate.alarm',
      {
        ...{ _tag: 'tool-alarm', id: 'a', name: 'cc-shop', kind: 'not-allowed', tool: 'Bash', preview: 'rm' },
        ...{ isPaused: false, at: AT },
      },
    ],
    ['budget.near', budget('near', 'fine')],
    [null, budget('near', 'exceeded')],
    ['budget.exceeded', budget('exceeded', 'near')],
    [null, budget('fine', 'exceeded')],
    ['finish.failed', finish('refused')],
    ['finish.failed', finish('aborted')],
    [null, finish('merging')],
    [null, finish('done')],
    ['card.done', card({ stage: 'done', doneAt: AT, updatedAt: AT })],
    [null, card({ stage: 'done', doneAt: AT, updatedAt: AT + 1 })],
    [null, card({ stage: 'review', doneAt: null, updatedAt: AT })],
    [null, { _tag: 'session-started', ...session }],
  ]

  it('are found for their events and for no others', () => {
    expect(
      CASES.map(([, event]) =>
        notificationsOf(event, 'cc-')
          .map(({ kind }) => kind)
          .join(),
      ),
    ).to.deep.equal(CASES.map(([kind]) => kind ?? ''))
  })

  it('are all covered by these cases', () => {
    expect(new Set(CASES.flatMap(([kind]) => kind ?? []))).to.deep.equal(new Set(NOTIFICATION_KINDS))
  })

  it('have a title without the prefix of sessions, a body and the page that shows the event', () => {
    const texts = CASES.flatMap(([, event]) => notificationsOf(event, 'cc-'))
    expect(texts.map(({ title }) => title)).to.include.members([
      'shop — Bash?',
      'shop — Turn failed',
      'shop — Ended',
      'Buttons — Done',
    ])
    for (const { title, body, page } of texts) {
      expect([title, body]).not.to.include('')
      expect(page).to.match(/^\//)
    }
  })
})

describe('fields of a webhook', () => {
  const check = (values: object): string => {
    const target = aWebhookTarget()
    const checked = checkWebhook({ ...target, label: ' Pager ', events: ['card.done', 'card.done'], ...values })
    return E.isLeft(checked) ? checked.left.field : `${checked.right.label} ${checked.right.events.join()}`
  }
  const ntfy = (values: object): string =>
    check({ kind: 'ntfy', url: 'https://ntfy.sh/topic', secret: null, ...values })

  it('are trimmed, and kinds of events are named once', () => {
    expect(check({})).to.equal('Pager card.done')
  })

  it('are refused with the field that is wrong', () => {
    const cases: ReadonlyArray<readonly [string, string]> = [
      ['label', check({ label: ' ' })],
      ['label', check({ label: 'x'.repeat(81) })],
      ['label', check({ label: 'a\nb' })],
      ['url', check({ url: 'ftp://receiver.example' })],
      ['url', check({ url: 'http://receiver.example/' })],
      ['url', check({ url: 'https://user:pass@receiver.example/' })],
      ['url', check({ url: 'https://receiver.example/#part' })],
      ['url', check({ url: `https://receiver.example/${'x'.repeat(2048)}` })],
      ['url', check({ url: 'receiver' })],
      ['url', ntfy({ url: 'https://ntfy.sh/' })],
      ['url', ntfy({ url: 'https://ntfy.sh/a/b' })],
      ['url', ntfy({ url: 'https://ntfy.sh/topic?auth=x' })],
      ['events', check({ events: [] })],
      ['events', check({ events: ['toString'] })],
      ['hubUrl', check({ hubUrl: 'javascript:alert(1)' })],
      ['token', ntfy({ secret: 'a\r\nX: y' })],
      ['token', ntfy({ secret: '' })],
    ]
    expect(cases.map(([, field]) => field)).to.deep.equal(cases.map(([field]) => field))
  })

  it('may name plain http in a private network, and an access token of ntfy', () => {
    expect(check({ url: 'http://192.168.1.5/hook', allowsPrivate: true })).to.equal('Pager card.done')
    expect(ntfy({ secret: 'tk_secret', hubUrl: 'https://hub.example/penates' })).to.equal('Pager card.done')
  })
})

describe('book of webhooks', () => {
  const ANSWERS = [answered(200), answered(410), answered(500), answered(400), answered(302), answered(429, 5_000)]
  const step = fc.oneof(
    fc.record({ add: fc.constantFrom('session.waiting', 'card.done') }),
    fc.record({ attempt: fc.constantFrom('one', 'two'), answer: fc.constantFrom(...ANSWERS) }),
  )
  const empty: WebhookRecords = {
    ...EMPTY_WEBHOOK_RECORDS,
    webhooks: [aWebhook({ id: 'one' }), aWebhook({ id: 'two', events: ['session.waiting', 'card.done'] })],
  }

  it('bounds its queues and attempts, plans within an hour, and queues nothing for a webhook that is off', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        let [book, at] = [empty, AT]
        for (const one of steps) {
          at += 1
          if ('add' in one) book = addMessage(book, aNotification({ id: String(at), kind: one.add }))
          else {
            const next = nextMessage(book, one.attempt)
            if (next !== undefined) book = afterAttempt(book, next, one.answer, at)
          }
          for (const { id, disabled, deliveries, failures, nextAttemptAt } of book.webhooks) {
            const count = book.waiting.filter(({ webhookId }) => webhookId === id).length
            expect(count).to.be.at.most(disabled === null ? MAX_WAITING : 0)
            expect(deliveries.length).to.be.at.most(10)
            expect(failures).to.be.at.most(FAILURES_OF_A_DAY)
            expect((nextAttemptAt ?? at) - at).to.be.at.most(3_600_000)
          }
        }
      }),
    )
  })

  it('drops a message only after a delivery, three refusals, the end of its webhook or a full queue', () => {
    const book = addMessage(empty, aNotification())
    const next = nextMessage(book, 'one')
    if (next === undefined) throw new Error('no message')
    for (const answer of [answered(500), answered(302), answered(404), { _tag: 'NoAnswer', reason: 'x' } as const])
      expect(nextMessage(afterAttempt(book, next, answer, AT), 'one')?.message).to.deep.equal(next.message)
    expect(nextMessage(afterAttempt(book, next, answered(204), AT), 'one')).to.equal(undefined)
  })

  it('stays as it is after an attempt with a message that no longer waits', () => {
    const next = { webhookId: 'one', message: aNotification(), refusals: 0 }
    expect(afterAttempt(empty, next, answered(500), AT)).to.equal(empty)
  })
})
