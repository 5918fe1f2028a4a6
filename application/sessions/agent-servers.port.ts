import type * as T from 'fp-ts/lib/Task.js'
import type { SessionId } from '../../domain/sessions/session-id.js'

/** Server that a coding CLI has started in a session and that may outlive it. */
export interface AgentServer {
  /** Names one process, also after its number is used again. */
  readonly key: string
  readonly session: SessionId
}

/** Servers of coding CLIs that sessions of this hub have started. */
export interface AgentServers {
  /** Servers that no terminal uses now; none where the system does not tell. Never fails. */
  readonly idle: T.Task<ReadonlyArray<AgentServer>>
  /** Asks a server to end. One that is used again, or has ended, stays as it is. Never fails. */
  readonly end: (server: AgentServer) => T.Task<void>
}
