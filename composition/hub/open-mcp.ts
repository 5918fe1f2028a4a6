import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Container } from 'inversify'
import type { AccessControl } from '../../adapters/inbound/http/routing/access-control.js'
import { MCP_PATH, mcpEndpoint } from '../../adapters/inbound/mcp/http-endpoint.js'
import { innerServer, type InnerListeners } from '../../infrastructure/http/inner-server.js'
import type { Reply } from '../../infrastructure/http/reply.js'
import { TOKENS as T } from '../features/tokens.js'

/** The Model Context Protocol on the hub. */
export interface Mcp {
  readonly listeners: ReadonlyMap<string, (request: IncomingMessage, response: ServerResponse) => Promise<Reply | null>>
  /** Ends all sessions. */
  readonly dismiss: () => void
  /** Ends all sessions and the calls of their tools. */
  readonly close: () => void
}

export interface McpOptions {
  readonly version: string
  readonly accessControl: AccessControl
  readonly mount: string
  /** Listeners of the hub, which tools call as any client does. */
  readonly listeners: () => InnerListeners
}

/** Puts the endpoint together. Its packages are loaded with its first session. */
export function openMcp(container: Container, { version, accessControl, mount, listeners }: McpOptions): Mcp {
  const hub = innerServer({
    handler: (request, response) => listeners().handler(request, response),
    upgrade: (request, stream, head) => listeners().upgrade(request, stream, head),
  })
  const { clock } = container.get(T.tools)
  const { followToken } = container.get(T.access)
  const { answer, dismiss } = mcpEndpoint({
    version,
    accessControl,
    clock,
    followToken,
    url: `http://localhost${mount}`,
    connect: hub.connect,
  })
  return {
    listeners: new Map([[MCP_PATH, answer]]),
    dismiss,
    close: () => {
      dismiss()
      hub.close()
    },
  }
}
