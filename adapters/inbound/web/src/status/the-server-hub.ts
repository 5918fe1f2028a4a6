import type { BodyOf } from '../app/hub/hub.js'
import { hubCalls } from '../app/the-hub.js'

/** Response of `GET /api/server/status`. */
export type ServerStatus = BodyOf<'readServerStatus'>

const LINES = 500

/** Requests about the hub's own process. They never reject. */
export const server = hubCalls(({ client, ask }) => ({
  status: () => ask(client.readServerStatus(), ({ body }) => body),
  /** Last lines of the hub's log, oldest first. Each is a JSON object. */
  log: (which: 'all' | 'troubles') =>
    ask(
      client.readServerLogs({ query: { stream: which === 'troubles' ? 'stderr' : 'stdout', lines: LINES } }),
      ({ body: { data } }) => (data === '' ? [] : data.split('\n')),
    ),
  restart: () => ask(client.restartServer(), () => undefined),
}))
