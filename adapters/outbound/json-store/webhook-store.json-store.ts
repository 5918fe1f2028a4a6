import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import { EMPTY_WEBHOOK_RECORDS, type WebhookRecords } from '../../../domain/webhooks/webhook-records.js'
import type { JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith, storedInstant } from './stored-values.js'

const orNull = <A, O>(codec: t.Type<A, O>) => t.union([codec, t.null])

const StoredWebhook = t.strict({
  id: t.string,
  kind: t.keyof({ webhook: null, ntfy: null }),
  label: t.string,
  url: t.string,
  events: t.readonlyArray(t.string),
  allowsPrivate: t.boolean,
  hubUrl: orNull(t.string),
  secret: orNull(t.string),
  createdAt: storedInstant,
  disabled: orNull(t.strict({ reason: t.keyof({ gone: null, failures: null, operator: null }), at: storedInstant })),
  failures: t.number,
  nextAttemptAt: orNull(storedInstant),
  dropped: t.number,
  deliveries: t.readonlyArray(
    t.strict({
      at: storedInstant,
      kind: t.string,
      delivered: t.boolean,
      statusCode: orNull(t.number),
      reason: orNull(t.string),
    }),
  ),
})

const StoredWebhooks = t.strict({
  webhooks: t.readonlyArray(StoredWebhook),
  waiting: t.readonlyArray(
    t.strict({
      webhookId: t.string,
      message: t.strict({
        id: t.string,
        kind: t.string,
        title: t.string,
        body: t.string,
        urgency: t.keyof({ normal: null, high: null }),
        page: t.string,
        at: storedInstant,
        data: orNull(t.UnknownRecord),
      }),
      refusals: t.number,
    }),
  ),
})

/** `webhooks.json`. */
export const webhookStoreSpec = (folder: StateFolder): JsonStoreSpec<WebhookRecords> => ({
  ...folder,
  file: join(folder.path, 'webhooks.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: EMPTY_WEBHOOK_RECORDS,
  decode: (stored) => pipe(stored, decodeWith(StoredWebhooks)),
  encode: (records) => StoredWebhooks.encode(records),
})
