import * as t from 'io-ts'
import { route } from '../routing/route.js'
import {
  CreatedWebhookJson,
  DeliveryJson,
  NewWebhookJson,
  WebhookChangesJson,
  WebhookJson,
  WebhooksJson,
} from './codec.js'

export const listWebhooks = route({
  method: 'GET',
  path: '/api/webhooks',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: WebhooksJson },
  errors: {},
  summary: 'Webhooks and ntfy topics with their last deliveries, without their secrets',
})

export const createWebhook = route({
  method: 'POST',
  path: '/api/webhooks',
  tokens: ['operator'],
  rate: 'write',
  body: NewWebhookJson,
  answers: { 201: CreatedWebhookJson },
  errors: { InvalidWebhook: null },
  summary: 'Add a webhook or an ntfy topic; the secret of a webhook is in this answer only',
})

export const changeWebhook = route({
  method: 'PATCH',
  path: '/api/webhooks/:id',
  tokens: ['operator'],
  rate: 'write',
  body: WebhookChangesJson,
  answers: { 200: WebhookJson },
  errors: { InvalidWebhook: null, WebhookNotFound: null },
  summary: 'Change a webhook, or turn it on or off',
})

export const revokeWebhook = route({
  method: 'DELETE',
  path: '/api/webhooks/:id',
  tokens: ['operator'],
  rate: 'write',
  answers: { 204: t.void },
  errors: { WebhookNotFound: null },
  summary: 'Remove a webhook and the messages that wait for it',
})

export const testWebhook = route({
  method: 'POST',
  path: '/api/webhooks/:id/test',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: DeliveryJson },
  errors: { WebhookNotFound: null },
  summary: 'Send a test message now and wait for the answer of the target',
})
