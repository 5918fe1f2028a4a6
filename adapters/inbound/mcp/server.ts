import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js'
import type {
  CallToolResult,
  ReadResourceResult,
  ServerNotification,
  ServerRequest,
} from '@modelcontextprotocol/sdk/types.js'
import * as E from 'fp-ts/lib/Either.js'
import type { Failure } from '../cli/output.js'
import type { ToolContext } from './ask-person.js'
import { readSession, TOOLS, type SessionText, type Tool } from './tools.js'

const SCREEN = 'penates://sessions/{name}/screen'
const HISTORY = 'penates://sessions/{name}/history'
const HISTORY_LINES = 2_000

const INSTRUCTIONS =
  'Penates runs coding agents in terminal sessions. List sessions before you name one. A prompt goes to a real agent or shell: read the screen first, and never repeat a prompt whose delivery is unknown.'

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>

/** Context of the message that a client has sent. */
export type ContextOf = (extra: Pick<Extra, 'authInfo' | 'signal'>) => ToolContext

/** MCP server for a hub: tools and the texts of sessions, under the token of the context. Specification 2025-06-18. */
export function mcpServer(version: string, contextOf: ContextOf): McpServer {
  const server = new McpServer({ name: 'penates', title: 'Penates', version }, { instructions: INSTRUCTIONS })
  for (const [name, tool] of Object.entries(TOOLS)) addTool(server, name, tool, contextOf)
  addText(server, 'screen', SCREEN, 'Visible screen of a session', 0, contextOf)
  addText(server, 'history', HISTORY, 'Screen of a session and the lines above it', HISTORY_LINES, contextOf)
  return server
}

function addTool(server: McpServer, name: string, tool: Tool, contextOf: ContextOf): void {
  const { title, description, input, isReader } = tool
  const annotations = { readOnlyHint: isReader, openWorldHint: false }
  server.registerTool(name, { title, description, inputSchema: input, annotations }, async (given, extra) =>
    resultOf(await tool.run(given, contextOf(extra))),
  )
}

const resultOf = (outcome: E.Either<Failure, unknown>): CallToolResult =>
  E.isRight(outcome)
    ? { content: [{ type: 'text', text: JSON.stringify(outcome.right) }] }
    : { isError: true, content: [{ type: 'text', text: explained(outcome.left) }] }

const explained = ({ problem, mend = null }: Failure): string => (mend === null ? problem : `${problem}. ${mend}`)

/** Text of every running session as a resource. */
function addText(
  server: McpServer,
  name: string,
  address: string,
  description: string,
  lines: number,
  contextOf: ContextOf,
): void {
  const list = async (extra: Extra) => {
    const sessions = await contextOf(extra).hub.client.listSessions()()
    const running = E.isLeft(sessions) ? [] : sessions.right.body.filter(({ status }) => status !== 'dormant')
    return {
      resources: running.map((session) => ({
        uri: address.replace('{name}', encodeURIComponent(session.name)),
        name: `${name} of ${session.name}`,
        mimeType: 'text/plain',
      })),
    }
  }
  const template = new ResourceTemplate(address, { list })
  server.registerResource(name, template, { description, mimeType: 'text/plain' }, async (uri, variables, extra) => {
    const read = await readSession({ name: decodeURIComponent(String(variables['name'])), lines }, contextOf(extra))
    return textOf(uri.href, read)
  })
}

function textOf(uri: string, read: E.Either<Failure, SessionText>): ReadResourceResult {
  if (E.isLeft(read)) throw new Error(explained(read.left))
  const { history = '', screen } = read.right
  const above = history === '' || history.endsWith('\n') ? history : `${history}\n`
  return { contents: [{ uri, mimeType: 'text/plain', text: above + screen.join('\n') }] }
}
