import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { BackgroundAgentsFeature } from '../background-agents/background-agents-feature.js'
import type { PreviewFeature } from '../preview/preview-feature.js'
import type { RecordingsFeature } from '../recordings/recordings-feature.js'
import type { ServerFeature } from '../server/server-feature.js'
import type { UpdatesFeature } from '../updates/updates-feature.js'
import type { WebhooksFeature } from '../webhooks/webhooks-feature.js'

/** Parts of the hub whose changes cause no event. */
export type WatchedPart = 'background-agents' | 'ports' | 'recordings' | 'server' | 'updates' | 'webhooks'

/** Content of each part as text, equal to that of an earlier read while nothing in it has changed; '' for an update, a failed recording
 * and agents in the background that are not there. */
export type ReadWatchedParts = Readonly<Record<WatchedPart, T.Task<string>>>

export type ReadWatchedPartsDeps = Pick<BackgroundAgentsFeature, 'listBackgroundAgents'> &
  Pick<PreviewFeature, 'readPreview'> &
  Pick<RecordingsFeature, 'failedRecordings'> &
  Pick<ServerFeature, 'readServerStatus'> &
  Pick<UpdatesFeature, 'versions'> &
  Pick<WebhooksFeature, 'listWebhooks'>

export function makeReadWatchedParts(deps: ReadWatchedPartsDeps): ReadWatchedParts {
  const { listBackgroundAgents, readPreview, failedRecordings, readServerStatus, versions, listWebhooks } = deps
  return {
    'background-agents': pipe(
      listBackgroundAgents,
      TE.match(
        () => 'unreadable',
        (found) => (found.agents.length === 0 && found.skipped === 0 ? '' : JSON.stringify(found)),
      ),
    ),
    ports: pipe(
      readPreview.ports,
      T.map((ports) => JSON.stringify(ports)),
    ),
    recordings: T.fromIO(() => {
      const failed = [...failedRecordings()]
      return failed.length === 0 ? '' : JSON.stringify(failed)
    }),
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
