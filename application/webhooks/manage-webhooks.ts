import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  invalidWebhook,
  webhookNotFound,
  type InvalidWebhook,
  type WebhookNotFound,
} from '../../domain/webhooks/errors.js'
import { testMessage } from '../../domain/webhooks/notification.js'
import {
  addWebhook,
  changeWebhook,
  findWebhook,
  turnedOn,
  turnOff,
  waitingFor,
  removeWebhook,
  afterTest,
  type WebhookRecords,
} from '../../domain/webhooks/webhook-records.js'
import {
  checkWebhook,
  webhookSecret,
  type Webhook,
  type WebhookDraft,
  type ListedWebhook,
  type WebhookDelivery,
} from '../../domain/webhooks/webhook.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { WebhooksPorts, WebhooksSteps } from './ports.js'
import type { WebhookNotifier } from './webhook-notifier.js'

type WebhookAction = 'create' | 'change' | 'revoke' | 'test'

/** Records an action on a webhook by id and label. An action that cannot be recorded is logged and has happened. */
export const makeAuditWebhook =
  ({ audit, log }: Pick<WebhooksPorts, 'audit' | 'log'>) =>
  (action: WebhookAction, { id, label }: Pick<Webhook, 'id' | 'label'>, caller: Caller): T.Task<void> => {
    const event = `webhook.${action}`
    return pipe(
      audit.record({ event, fields: { id, label } }, caller),
      TE.match(
        ({ detail }) => {
          log.error('a webhook could not be audited', { event, id, detail })
        },
        () => undefined,
      ),
    )
  }

export type AuditWebhook = ReturnType<typeof makeAuditWebhook>

/** Checks the fields of a webhook, and that its host is public unless private addresses are permitted. */
const permittedTarget =
  ({ isPublic }: Pick<WebhookNotifier, 'isPublic'>) =>
  (draft: WebhookDraft): TE.TaskEither<InvalidWebhook, WebhookDraft> =>
    pipe(
      TE.fromEither(checkWebhook(draft)),
      TE.flatMap((checked) =>
        checked.allowsPrivate
          ? TE.right(checked)
          : pipe(
              TE.fromTask(isPublic(checked.url)),
              TE.flatMap((permitted) => (permitted ? TE.right(checked) : TE.left(invalidWebhook('host')))),
            ),
      ),
    )

export type CreateWebhookError = InvalidWebhook | Unavailable
export type CreateWebhook = (draft: WebhookDraft, caller: Caller) => TE.TaskEither<CreateWebhookError, Webhook>

/** Stores a new webhook. One of the kind `webhook` gets a key of its own, which the answer alone shows. */
export function makeCreateWebhook(
  deps: Pick<WebhooksSteps, 'store' | 'notifier' | 'secrets' | 'clock' | 'auditWebhook'>,
): CreateWebhook {
  const { store, notifier, secrets, clock, auditWebhook } = deps

  const webhookOf = (draft: WebhookDraft): Webhook => ({
    ...draft,
    secret: draft.kind === 'webhook' ? webhookSecret(secrets.newSecret()) : draft.secret,
    id: secrets.newId(),
    createdAt: clock.now(),
    disabled: null,
    failures: 0,
    nextAttemptAt: null,
    dropped: 0,
    deliveries: [],
  })

  return (draft, caller) =>
    pipe(
      permittedTarget(notifier)(draft),
      TE.map(webhookOf),
      TE.tap((webhook) => store.update((records) => addWebhook(records, webhook))),
      TE.tapTask((webhook) => auditWebhook('create', webhook, caller)),
    )
}

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

export type RevokeWebhookError = WebhookNotFound | Unavailable
export type RevokeWebhook = (id: string, caller: Caller) => TE.TaskEither<RevokeWebhookError, void>

/** Removes a webhook with its key and the messages that wait for it. */
export const makeRevokeWebhook =
  ({ store, auditWebhook }: Pick<WebhooksSteps, 'store' | 'auditWebhook'>): RevokeWebhook =>
  (id, caller) =>
    pipe(
      TE.fromIO(() => findWebhook(store.current(), id)),
      TE.flatMap(TE.fromNullable(webhookNotFound(id))),
      TE.tap(() => store.update((records) => removeWebhook(records, id))),
      TE.flatMapTask((webhook) => auditWebhook('revoke', webhook, caller)),
    )

export type TestWebhookError = WebhookNotFound | Unavailable
export type TestWebhook = (id: string, caller: Caller) => TE.TaskEither<TestWebhookError, WebhookDelivery>

/** Sends a test at once, also to a webhook that is off, and returns what came of it. */
export function makeTestWebhook(
  deps: Pick<WebhooksSteps, 'store' | 'notifier' | 'secrets' | 'clock' | 'deliverMessages' | 'auditWebhook'>,
): TestWebhook {
  const { store, notifier, secrets, clock, deliverMessages, auditWebhook } = deps

  const deliver = (webhook: Webhook): TE.TaskEither<TestWebhookError, WebhookDelivery> => {
    const { id } = webhook
    const message = testMessage(secrets.newId(), clock.now())
    return pipe(
      TE.fromTask(notifier.send(webhook, message)),
      TE.flatMap((answer) => store.update((records) => E.right(afterTest(records, id, message, answer, clock.now())))),
      TE.flatMapNullable(
        (records) => findWebhook(records, id)?.deliveries[0],
        () => webhookNotFound(id),
      ),
    )
  }

  return (id, caller) =>
    pipe(
      TE.fromIO(() => findWebhook(store.current(), id)),
      TE.flatMap(TE.fromNullable(webhookNotFound(id))),
      TE.tapTask((webhook) => auditWebhook('test', webhook, caller)),
      TE.flatMap(deliver),
      TE.tapIO((delivery) => () => {
        if (delivery.delivered) deliverMessages.retryNow(id)
      }),
    )
}
