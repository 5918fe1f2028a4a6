import * as t from 'io-ts'
import { route } from '../routing/route.js'

export const readPushKey = route({
  method: 'GET',
  path: '/api/push/vapid-public-key',
  tokens: 'anyone',
  rate: 'free',
  answers: { 200: t.strict({ publicKey: t.string }) },
  errors: { PushNotConfigured: null },
  summary: 'The key that browsers subscribe with, base64url',
})

export const subscribePush = route({
  method: 'POST',
  path: '/api/push/subscribe',
  tokens: ['operator'],
  rate: 'write',
  body: t.exact(t.partial({ subscription: t.unknown, deviceId: t.unknown })),
  answers: { 200: t.strict({ ok: t.literal(true) }) },
  errors: { InvalidSubscription: null, TooManySubscriptions: null, PushNotConfigured: null },
  summary: 'Note a browser that wants to be called; the same endpoint again renews it',
})

export const unsubscribePush = route({
  method: 'DELETE',
  path: '/api/push/subscribe',
  tokens: ['operator'],
  rate: 'write',
  body: t.exact(t.partial({ endpoint: t.unknown })),
  answers: { 200: t.strict({ ok: t.literal(true), removed: t.boolean }) },
  errors: { InvalidSubscription: 'Missing endpoint' },
  summary: 'Forget a browser',
})

export const testPush = route({
  method: 'POST',
  path: '/api/push/test',
  tokens: ['operator'],
  rate: 'write',
  answers: {
    200: t.intersection([t.strict({ ok: t.literal(true), sent: t.number }), t.partial({ note: t.string })]),
  },
  errors: {},
  summary: 'Send a test to every device and wait for what comes of it',
})

export const readPresence = route({
  method: 'GET',
  path: '/api/push/presence',
  tokens: ['operator'],
  rate: 'read',
  answers: {
    200: t.strict({
      presence: t.readonlyArray(
        t.strict({
          deviceId: t.string,
          session: t.union([t.string, t.null]),
          visible: t.boolean,
          lastSeenAt: t.number,
          ageMs: t.number,
        }),
      ),
    }),
  },
  errors: {},
  summary: 'What every open tab shows',
})
