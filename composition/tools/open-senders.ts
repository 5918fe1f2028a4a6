import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { OpenState } from '../../adapters/outbound/json-store/open-state.js'
import { ntfyNotifier } from '../../adapters/outbound/ntfy/notifier.ntfy.js'
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import { newVapidKeys, webPushSender } from '../../adapters/outbound/web-push/push-sender.web-push.js'
import { webhookNotifier } from '../../adapters/outbound/webhooks/notifier.webhook.js'
import type { AccessTokens } from '../../application/access/access-tokens.port.js'
import type { PushSender } from '../../application/push/push-sender.port.js'
import type { Log } from '../../application/shared/log.port.js'
import type { WebhookNotifier } from '../../application/webhooks/webhook-notifier.js'
import type { WebhookKind } from '../../domain/webhooks/webhook.js'
import type { LineLog } from '../../infrastructure/log/line-log.js'
import type { Config } from '../config/environment.js'

/** The access proxy before the hub, if there is one. Only then is loaded what reads its tokens: a start stays quick. */
export function openAccessTokens({ access }: Config, log: LineLog): TE.TaskEither<never, AccessTokens | null> {
  if (access === null) return TE.right(null)
  const { teamDomain, audience } = access
  return TE.fromTask(async () => {
    const { cloudflareAccessTokens } =
      await import('../../adapters/outbound/cloudflare-access/access-tokens.cloudflare-access.js')
    return cloudflareAccessTokens({ team: `https://${teamDomain}`, audience, now: systemClock.now, log })
  })
}

/** Name with a domain, with or without a port; neither an address nor `localhost`. */
const DOMAIN = /^((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*)(?::\d+)?$/i

/** Contact for push services: the variable, then the one of the plan, then the first public domain of the hub; `null` for none. */
export function pushSubject(
  { vapidSubject, publicHosts }: Pick<Config, 'vapidSubject' | 'publicHosts'>,
  ofPlan: string | null = null,
): string | null {
  const [domain] = publicHosts.flatMap((host) => DOMAIN.exec(host)?.[1] ?? [])
  return vapidSubject ?? ofPlan ?? (domain === undefined ? null : `https://${domain}`)
}

/**
 * Push is on once there is a contact: from the environment or, in its place, from the plan, which may change. The keys come from the
 * environment or from the state folder. Without usable keys push is off and everything else works.
 */
export function openPushSender(
  config: Config,
  log: Log,
  { vapidKeys, pushPlan }: Pick<OpenState, 'vapidKeys' | 'pushPlan'>,
): T.Task<PushSender> {
  const { pushKeys } = config
  const subject = (): string | null => pushSubject(config, pushPlan.current().contact)
  return pipe(
    pushKeys === null ? vapidKeys(newVapidKeys) : TE.right(pushKeys),
    TE.match(
      ({ detail }) => {
        log.error('push is off: its keys cannot be used', { detail })
        return webPushSender({ vapid: null })
      },
      (pair) => webPushSender({ vapid: { ...pair, subject } }),
    ),
  )
}

/** Sender of each kind of target. */
export function openWebhookNotifier(): WebhookNotifier {
  const senders: Readonly<Record<WebhookKind, WebhookNotifier>> = {
    webhook: webhookNotifier({ now: systemClock.now }),
    ntfy: ntfyNotifier({}),
  }
  return {
    isPublic: senders.webhook.isPublic,
    send: (target, message) => senders[target.kind].send(target, message),
  }
}
