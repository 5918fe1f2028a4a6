import * as TE from 'fp-ts/lib/TaskEither.js'
import { systemClock } from '../adapters/outbound/system/clock.system.js'
import type { AccessTokens } from '../application/access/access-tokens.port.js'
import type { LineLog } from '../infrastructure/log/line-log.js'
import type { Config } from './environment.js'

/** The access proxy before the hub, if there is one. Only then is loaded what reads its tokens: a start stays quick. */
export function openAccessTokens({ access }: Config, log: LineLog): TE.TaskEither<never, AccessTokens | null> {
  if (access === null) return TE.right(null)
  const { teamDomain, audience } = access
  return TE.fromTask(async () => {
    const { cloudflareAccessTokens } =
      await import('../adapters/outbound/cloudflare-access/access-tokens.cloudflare-access.js')
    return cloudflareAccessTokens({ team: `https://${teamDomain}`, audience, now: systemClock.now, log })
  })
}
