import * as E from 'fp-ts/lib/Either.js'
import { EVENTS_THAT_NEED_A_PERSON, type NotificationKind } from '../../../../domain/webhooks/notification-kinds.js'
import type { ResponseBody } from '../../http/client/bodies.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type {
  WEBHOOKS_ENABLE,
  WEBHOOKS_LS,
  WEBHOOKS_NEW,
  WEBHOOKS_REVOKE,
  WEBHOOKS_TEST,
} from '../descriptions/webhooks.js'
import type { ExitCode } from '../exit-codes.js'
import { answered } from '../hub/answered.js'
import { byPrefix, shortId } from '../hub/by-prefix.js'
import { dash, table } from '../table.js'

type Webhook = ResponseBody<'listWebhooks'>['webhooks'][number]

const HEAD = ['ID', 'LABEL', 'KIND', 'STATE', 'WAITING', 'LAST', 'NEXT ATTEMPT', 'EVENTS']

/** `penates webhooks ls`. */
export const listWebhooks: Run<typeof WEBHOOKS_LS, HubContext> = (_, context) =>
  answered(context, context.hub.client.listWebhooks(), ({ body: { webhooks } }) => {
    const rows = webhooks.map(({ id, label, kind, waiting, events, nextAttemptAt, ...state }) => [
      shortId(id),
      label,
      kind,
      stateOf(state),
      String(waiting),
      outcomeOf(state.deliveries[0]),
      dash(nextAttemptAt),
      events.join(', '),
    ])
    const text = rows.length === 0 ? 'No webhooks.\n' : table(HEAD, rows)
    return context.print({ json: webhooks, text, ids: webhooks.map(({ id }) => id) })
  })

/** `penates webhooks new`. */
export const newWebhook: Run<typeof WEBHOOKS_NEW, HubContext> = ({ args: { url }, options }, context) => {
  const { label, ntfy, events, private: allowsPrivate } = options
  const body = {
    kind: ntfy ? 'ntfy' : 'webhook',
    label: label ?? (URL.canParse(url) ? new URL(url).host : url),
    url,
    // The hub refuses kinds that it does not have.
    events: events === undefined ? EVENTS_THAT_NEED_A_PERSON : (events.split(',') as NotificationKind[]),
    allowsPrivate,
    hubUrl: options['hub-url'] ?? null,
    token: options['access-token'] ?? null,
  } as const
  return answered(context, context.hub.client.createWebhook({ body }), ({ body: made }) =>
    context.print({
      json: made,
      text: made.secret === null ? `Added ${made.label}.\n` : `${made.secret}\n`,
      ids: [made.secret ?? made.id],
    }),
  )
}

/** `penates webhooks test`. */
export const testWebhook: Run<typeof WEBHOOKS_TEST, HubContext> = ({ args }, context) =>
  withWebhook(args.id, context, ({ id, label }) =>
    answered(context, context.hub.client.testWebhook({ params: { id } }), ({ body }) =>
      body.delivered
        ? context.print({ json: body, text: `${label} answered ${outcomeOf(body)}.\n`, ids: [id] })
        : context.fail({ exit: 'failed', problem: `${label}: ${outcomeOf(body)}` }),
    ),
  )

/** `penates webhooks enable`. */
export const enableWebhook: Run<typeof WEBHOOKS_ENABLE, HubContext> = ({ args }, context) =>
  withWebhook(args.id, context, ({ id, label }) =>
    answered(context, context.hub.client.changeWebhook({ params: { id }, body: { enabled: true } }), ({ body }) =>
      context.print({ json: body, text: `Turned ${label} on.\n`, ids: [id] }),
    ),
  )

/** `penates webhooks revoke`. */
export const revokeWebhook: Run<typeof WEBHOOKS_REVOKE, HubContext> = ({ args }, context) =>
  withWebhook(args.id, context, ({ id, label }) =>
    answered(context, context.hub.client.revokeWebhook({ params: { id } }), () =>
      context.print({ json: { id, label }, text: `Removed ${label}.\n`, ids: [id] }),
    ),
  )

const withWebhook = (
  text: string,
  context: HubContext,
  use: (webhook: Webhook) => Promise<ExitCode>,
): Promise<ExitCode> =>
  answered(context, context.hub.client.listWebhooks(), ({ body: { webhooks } }) => {
    const found = byPrefix(webhooks, text, 'webhook')
    return E.isLeft(found) ? context.fail(found.left) : use(found.right)
  })

const REASONS = { gone: 'off: gone', failures: 'off: failed for a day', operator: 'off' } as const

const stateOf = ({ disabled, failures }: Pick<Webhook, 'disabled' | 'failures'>): string =>
  disabled !== null ? REASONS[disabled.reason] : failures === 0 ? 'on' : `on, ${String(failures)} failed`

const outcomeOf = (delivery: Pick<Webhook['deliveries'][number], 'statusCode' | 'reason'> | undefined): string =>
  delivery === undefined ? '-' : [delivery.statusCode, delivery.reason].filter((part) => part !== null).join(' ')
