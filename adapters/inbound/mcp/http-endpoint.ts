import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import type { AccessFeature } from '../../../application/access/access-feature.js'
import type { Requirement } from '../../../application/access/admit.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import type { Principal } from '../../../domain/access/principal.js'
import { failure, type Reply } from '../../../infrastructure/http/reply.js'
import { hubAt } from '../cli/hub/connect.js'
import { errorReply } from '../http/hub-errors.js'
import { claimedSession, header } from '../http/routing/arrival.js'
import { bearerOf, type AccessControl, type HttpCaller } from '../http/routing/access-control.js'
import type { ToolContext } from './ask-person.js'
import { makeMcpSessions } from './http-sessions.js'

/** Path of the protocol on the hub. */
export const MCP_PATH = '/mcp'

/** Each tool calls a route, which admits the token for itself. */
const MCP_REQUIREMENT: Requirement = { tokens: ['operator', 'session'], rate: 'read', scopes: ['any'] }

const METHODS = ['DELETE', 'GET', 'POST']
/** Bytes. A prompt has at most 100,000 characters. */
const MAX_BODY_BYTES = 1024 * 1024
/** Headers by which access control judges a request. A call of a tool arrives with those of the request that asked for it. */
const PASSED_ON = [
  'host',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'cf-ray',
  'cf-connecting-ip',
  'cf-access-jwt-assertion',
]

/** The Model Context Protocol over streamable HTTP. Specification 2025-06-18, transports. */
export interface McpEndpoint {
  /** Answers a request, or returns the reply to it. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<Reply | null>
  /** Ends all sessions. */
  readonly dismiss: () => void
}

/** Passed by the package from a request to the tools that it calls. */
interface AuthExtra {
  readonly context: ToolContext
}

export interface McpEndpointDeps extends Pick<AccessFeature, 'followToken'> {
  readonly version: string
  readonly accessControl: Pick<AccessControl, 'admitRequest'>
  readonly clock: Pick<Clock, 'after'>
  /** Address of the hub for its own process, and connections to it that arrive as those of `peer`. */
  readonly url: string
  readonly connect: (peer: IncomingMessage['socket']) => Duplex
}

export function mcpEndpoint({
  version,
  accessControl,
  clock,
  followToken,
  url,
  connect,
}: McpEndpointDeps): McpEndpoint {
  const sessions = makeMcpSessions({
    clock,
    isAdmitted: async (request) => E.isRight(await accessControl.admitRequest(request, MCP_REQUIREMENT)()),
  })

  /** Context of the tools: the hub itself, under the token of the request. */
  function contextOf(request: IncomingMessage, { principal }: HttpCaller): ToolContext {
    const { headers, socket } = request
    const passed = PASSED_ON.flatMap((name) => {
      const value = headers[name]
      return typeof value === 'string' ? [[name, value] as const] : []
    })
    const inner = { connect: () => connect(socket), headers: Object.fromEntries(passed) }
    return {
      hub: hubAt({ url, token: bearerOf(request), inner }, 'mcp'),
      note: () => undefined,
      session: principal.kind === 'session' ? principal.startedAs : E.getOrElseW(() => null)(claimedSession(request)),
    }
  }

  async function begin(
    request: IncomingMessage,
    response: ServerResponse,
    principal: Principal,
  ): Promise<Reply | null> {
    if (sessions.isFull()) return refusal(503, 'TooManyMcpSessions', 'Too many sessions', { 'Retry-After': '60' })
    const modules = await load()
    if (modules === null)
      return refusal(501, 'McpNotInstalled', 'Install @modelcontextprotocol/sdk and zod beside penates')
    const server = modules.mcpServer(version, ({ authInfo, signal }) => ({
      ...(authInfo?.extra?.['context'] as AuthExtra['context']), // set by `answer`
      signal,
    }))
    const transport = new modules.StreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      maxRequestBodySize: MAX_BODY_BYTES,
      onsessioninitialized: (id) => {
        sessions.add(id, {
          holder: holderOf(principal),
          server,
          transport,
          follow: (end) => followToken(principal, end),
        })
      },
      onsessionclosed: sessions.remove,
    })
    await server.connect(transport)
    await transport.handleRequest(request, response)
    if (transport.sessionId === undefined) await server.close()
    return null
  }

  return {
    answer: async (request, response) => {
      if (!METHODS.includes(request.method ?? ''))
        return failure(405, 'MethodNotAllowed', 'Method not allowed', { Allow: METHODS.join(', ') })
      const admitted = await accessControl.admitRequest(request, MCP_REQUIREMENT)()
      if (E.isLeft(admitted)) return errorReply(admitted.left)
      const { principal } = admitted.right
      const id = header(request, 'mcp-session-id')
      const context = contextOf(request, admitted.right)
      Object.assign(request, {
        auth: { token: '', clientId: holderOf(principal), scopes: [], extra: { context } satisfies AuthExtra },
      })
      if (id === null && request.method === 'POST') return begin(request, response, principal)
      return id !== null && (await sessions.pass(id, holderOf(principal), request, response))
        ? null
        : refusal(404, 'McpSessionNotFound', 'Session not found')
    },
    dismiss: sessions.dismiss,
  }
}

const refusal = (
  status: number,
  code: 'McpNotInstalled' | 'McpSessionNotFound' | 'TooManyMcpSessions',
  error: string,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({ status, headers, json: { error, code } })

/** Identity of a principal: a session belongs to the token that began it. */
const holderOf = (principal: Principal): string =>
  'id' in principal ? `${principal.kind} ${principal.id}` : principal.kind

/** The packages are optional. */
async function load() {
  try {
    const [{ mcpServer }, { StreamableHTTPServerTransport }] = await Promise.all([
      import('./server.js'),
      import('@modelcontextprotocol/sdk/server/streamableHttp.js'),
    ])
    return { mcpServer, StreamableHTTPServerTransport }
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return null
    throw thrown
  }
}
