import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import type { PreviewFeature } from '../preview/preview-feature.js'
import type { ServerFeature } from '../server/server-feature.js'
import type { UpdatesFeature } from '../updates/updates-feature.js'
import type { WebhooksFeature } from '../webhooks/webhooks-feature.js'

/** Parts of the hub whose changes cause no event. */
export type WatchedPart = 'ports' | 'server' | 'updates' | 'webhooks'

/** Content of each part as text, equal to that of an earlier read while nothing in it has changed; '' for an update that is not there. */
export type ReadWatchedParts = Readonly<Record<WatchedPart, T.Task<string>>>

export type ReadWatchedPartsDeps = Pick<PreviewFeature, 'readPreview'> &
  Pick<ServerFeature, 'readServerStatus'> &
  Pick<UpdatesFeature, 'versions'> &
  Pick<WebhooksFeature, 'listWebhooks'>

export function makeReadWatchedParts(deps: ReadWatchedPartsDeps): ReadWatchedParts {
  const { readPreview, readServerStatus, versions, listWebhooks } = deps
  return {
    ports: pipe(
      readPreview.ports,
      T.map((ports) => JSON.stringify(ports)),
    ),
    // Not all of it: an idle hub measures itself, tmux and git all the time.
    server: pipe(
      readServerStatus,
      T.map(({ sessions, viewers, approvals: { pending, took }, echo, terminals, pushes, faults }) =>
        JSON.stringify({ sessions, viewers, pending, took, echo, terminals, pushes, faults }),
      ),
    ),
    updates: T.fromIO(() => {
      const { release, isNewer } = versions.read()
      return isNewer ? (release?.version ?? '') : ''
    }),
    webhooks: pipe(
      listWebhooks,
      T.map((listed) => JSON.stringify(E.isRight(listed) ? listed.right : [])),
    ),
  }
}
