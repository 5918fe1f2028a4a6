import * as T from 'fp-ts/lib/Task.js'
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

/** Contact for push services: the one that is set, otherwise the first public domain of the hub; `null` for none. */
export function pushSubject({
  vapidSubject,
  publicHosts,
}: Pick<Config, 'vapidSubject' | 'publicHosts'>): string | null {
  const [domain] = publicHosts.flatMap((host) => DOMAIN.exec(host)?.[1] ?? [])
  return vapidSubject ?? (domain === undefined ? null : `https://${domain}`)
}

/**
 * Push is on once a subject names whom push services may turn to; the keys come from the environment or from the state
 * folder. Without usable keys it is off and everything else works.
 */
export function openPushSender(config: Config, log: Log, stored: OpenState['vapidKeys']): T.Task<PushSender> {
  const { pushKeys } = config
  const subject = pushSubject(config)
  const off = (): PushSender => webPushSender({ vapid: null })
  if (subject === null) return T.of(off())
  return pipe(
    pushKeys === null ? stored(newVapidKeys) : TE.right(pushKeys),
    TE.match(
      ({ detail }) => {
        log.error('push is off: its keys cannot be used', { detail })
        return off()
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
