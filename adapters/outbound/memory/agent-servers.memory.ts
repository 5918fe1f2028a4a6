import * as T from 'fp-ts/lib/Task.js'
import type { AgentServer, AgentServers } from '../../../application/sessions/agent-servers.port.js'
import type { SessionId } from '../../../domain/sessions/session-id.js'

/** Servers in memory. */
export interface MemoryAgentServers extends AgentServers {
  readonly controls: {
    /** A server is started in a session; no terminal uses it. */
    readonly start: (session: SessionId) => AgentServer
    /** Terminals begin or cease to use a server. */
    readonly setUsed: (server: AgentServer, isUsed: boolean) => void
    readonly hasEnded: (server: AgentServer) => boolean
  }
}

export function memoryAgentServers(): MemoryAgentServers {
  const running = new Map<string, AgentServer>()
  const used = new Set<string>()
  let started = 0
  return {
    idle: T.fromIO(() => [...running.values()].filter(({ key }) => !used.has(key))),
    end: ({ key }) =>
      T.fromIO(() => {
        if (!used.has(key)) running.delete(key)
      }),
    controls: {
      start: (session) => {
        const server = { key: `server-${String((started += 1))}`, session }
        running.set(server.key, server)
        return server
      },
      setUsed: ({ key }, isUsed) => {
        if (isUsed) used.add(key)
        else used.delete(key)
      },
      hasEnded: ({ key }) => !running.has(key),
    },
  }
}
