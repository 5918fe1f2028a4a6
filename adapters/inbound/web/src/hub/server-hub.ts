import type { HubClient } from '../../../http/client/hub-client.js'
import type { Asking } from './asking.js'
import type { Answer } from './hub.js'

/** How the hub does: see `GET /api/server/status`. */
export type ServerStatus = Extract<
  Awaited<ReturnType<ReturnType<HubClient['readServerStatus']>>>,
  { readonly _tag: 'Right' }
>['right']['body']

/** What the page of the hub itself asks. Every call settles; none throws. */
export interface ServerHub {
  readonly status: () => Promise<Answer<ServerStatus>>
  /** The last lines of the hub's log, oldest first; each a JSON object. */
  readonly log: (which: 'all' | 'troubles') => Promise<Answer<ReadonlyArray<string>>>
  readonly restart: () => Promise<Answer<void>>
}

const LINES = 500

/** The hub behind the page's own address. */
export const serverHub = ({ client, ask }: Asking): ServerHub => ({
  status: () => ask(client.readServerStatus(), ({ body }) => body),
  log: (which) =>
    ask(
      client.readServerLogs({ query: { stream: which === 'troubles' ? 'stderr' : 'stdout', lines: LINES } }),
      ({ body: { data } }) => (data === '' ? [] : data.split('\n')),
    ),
  restart: () => ask(client.restartServer(), () => undefined),
})
