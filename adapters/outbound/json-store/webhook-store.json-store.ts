import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import { EMPTY_WEBHOOK_BOOK, type WebhookBook } from '../../../domain/webhooks/webhook-book.js'
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

const StoredBook = t.strict({
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
export const webhookBookSpec = (folder: StateFolder): JsonStoreSpec<WebhookBook> => ({
  ...folder,
  file: join(folder.path, 'webhooks.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: EMPTY_WEBHOOK_BOOK,
  decode: (stored) => pipe(stored, decodeWith(StoredBook)),
  encode: (book) => StoredBook.encode(book),
})
