import type { BodyOf } from '../hub/asking.js'
import { hubCalls } from '../state/the-hub.js'

/** See `GET /api/server/status`. */
export type ServerStatus = BodyOf<'readServerStatus'>

const LINES = 500

/** Calls about the hub's own process. Every call settles; none throws. */
export const server = hubCalls(({ client, ask }) => ({
  status: () => ask(client.readServerStatus(), ({ body }) => body),
  /** The last lines of the hub's log, oldest first; each a JSON object. */
  log: (which: 'all' | 'troubles') =>
    ask(
      client.readServerLogs({ query: { stream: which === 'troubles' ? 'stderr' : 'stdout', lines: LINES } }),
      ({ body: { data } }) => (data === '' ? [] : data.split('\n')),
    ),
  restart: () => ask(client.restartServer(), () => undefined),
}))
