import * as E from 'fp-ts/lib/Either.js'
import { webhookNotFound, type InvalidWebhook, type WebhookNotFound } from '../../domain/webhooks/errors.js'
import {
  changeWebhook,
  findWebhook,
  turnedOn,
  turnOff,
  waitingFor,
  type WebhookRecords,
} from '../../domain/webhooks/webhook-records.js'
import type { WebhookDraft, ListedWebhook } from '../../domain/webhooks/webhook.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import { permittedTarget } from './permitted-target.js'
import type { WebhooksSteps } from './ports.js'

/** Fields to change; absent ones stay. */
export interface WebhookChanges extends Partial<Omit<WebhookDraft, 'kind'>> {
  /** True turns the webhook on, false off. */
  readonly enabled?: boolean
}

/** Reason why a webhook is not changed. */
export type ChangeWebhookError = InvalidWebhook | WebhookNotFound | Unavailable
export type ChangeWebhook = (
  id: string,
  changes: WebhookChanges,
  caller: Caller,
) => TE.TaskEither<ChangeWebhookError, ListedWebhook>

/** Changes a webhook. The key of a signature stays; messages that wait go to the new address. */
export function makeChangeWebhook(
  deps: Pick<WebhooksSteps, 'store' | 'notifier' | 'clock' | 'deliverMessages' | 'auditWebhook'>,
): ChangeWebhook {
  const { store, notifier, clock, deliverMessages, auditWebhook } = deps

  const switched = (
    records: WebhookRecords,
    id: string,
    enabled: boolean,
  ): E.Either<WebhookNotFound, WebhookRecords> =>
    enabled
      ? changeWebhook(records, id, turnedOn)
      : E.right(turnOff(records, id, { reason: 'operator', at: clock.now() }))

  return (id, { enabled, secret, ...changes }, caller) =>
    async () => {
      const before = findWebhook(store.current(), id)
      if (before === undefined) return E.left(webhookNotFound(id))
      const isToken = before.kind === 'ntfy' && secret !== undefined
      const wanted = { ...before, ...changes, ...(isToken ? { secret } : {}) }
      const checked = await permittedTarget(notifier)(wanted)()
      if (E.isLeft(checked)) return checked
      const { label, url, events, allowsPrivate, hubUrl, secret: credential } = checked.right
      const fields = { label, url, events, allowsPrivate, hubUrl, secret: credential }
      const stored = await store.update((records) => {
        const changed = changeWebhook(records, id, (webhook) => ({ ...webhook, ...fields }))
        return E.isLeft(changed) || enabled === undefined ? changed : switched(changed.right, id, enabled)
      })()
      if (E.isLeft(stored)) return stored
      const after = findWebhook(stored.right, id)
      if (after === undefined) return E.left(webhookNotFound(id))
      deliverMessages.retryNow(id)
      await auditWebhook('change', after, caller)()
      return E.right({ webhook: after, waiting: waitingFor(store.current(), id) })
    }
}
