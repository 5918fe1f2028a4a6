import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js'
import {
  CallToolRequestSchema,
  ListToolsRequestSchema,
  type CallToolResult,
  type ReadResourceResult,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js'
import * as E from 'fp-ts/lib/Either.js'
import type { Failure } from '../cli/output.js'
import type { ToolContext } from './ask-person.js'
import { readConversation, readSession, TOOLS, type SessionText } from './tools.js'

const HISTORY_LINES = 2_000

/** Text of a session that a client can read without calling a tool, at `penates://sessions/NAME/…`. */
interface SessionResource {
  readonly name: string
  readonly description: string
  readonly mimeType: string
  readonly read: (session: string, context: ToolContext) => Promise<E.Either<Failure, string>>
}

const screenOf =
  (lines: number): SessionResource['read'] =>
  async (name, context) =>
    E.map(textOf)(await readSession({ name, lines }, context))

const SESSION_TEXTS: ReadonlyArray<SessionResource> = [
  { name: 'screen', description: 'Visible screen of a session', mimeType: 'text/plain', read: screenOf(0) },
  {
    name: 'history',
    description: 'Screen of a session and the lines above it',
    mimeType: 'text/plain',
    read: screenOf(HISTORY_LINES),
  },
  {
    name: 'conversation',
    description: 'End of what was said in a session, from the transcript of its coding agent',
    mimeType: 'application/json',
    read: async (name, context) => E.map(JSON.stringify)(await readConversation({ name }, context)),
  },
]

const INSTRUCTIONS =
  'Penates runs coding agents in terminal sessions. List sessions before you name one. A prompt goes to a real agent or shell: read the screen first, and never repeat a prompt whose delivery is unknown.'

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>

/** Context of the message that a client has sent. */
export type ContextOf = (extra: Pick<Extra, 'authInfo' | 'signal'>) => ToolContext

/** MCP server for a hub: tools and the texts of sessions, under the token of the context. Specification 2025-06-18. */
export function mcpServer(version: string, contextOf: ContextOf): McpServer {
  const server = new McpServer({ name: 'penates', title: 'Penates', version }, { instructions: INSTRUCTIONS })
  addTools(server, contextOf)
  for (const text of SESSION_TEXTS) addText(server, text, contextOf)
  return server
}

/** The package registers tools with inputs in zod only, so their requests are answered here. */
function addTools({ server }: McpServer, contextOf: ContextOf): void {
  server.registerCapabilities({ tools: { listChanged: true } })
  const tools = Object.entries(TOOLS).map(([name, { listed }]) => ({ name, ...listed }))
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: given = {} } }, extra) => {
    const tool = Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined
    const unknown = E.left({ problem: `there is no tool ${name}` })
    return resultOf(tool === undefined ? unknown : await tool.call(given, contextOf(extra)))
  })
}

const resultOf = (outcome: E.Either<Failure, unknown>): CallToolResult =>
  E.isRight(outcome)
    ? { content: [{ type: 'text', text: JSON.stringify(outcome.right) }] }
    : { isError: true, content: [{ type: 'text', text: explained(outcome.left) }] }

const explained = ({ problem, mend = null }: Failure): string => (mend === null ? problem : `${problem}. ${mend}`)

function addText(
  server: McpServer,
  { name, description, mimeType, read }: SessionResource,
  contextOf: ContextOf,
): void {
  const address = `penates://sessions/{name}/${name}`
  const list = async (extra: Extra) => {
    const sessions = await contextOf(extra).hub.client.listSessions()()
    const running = E.isLeft(sessions) ? [] : sessions.right.body.filter(({ status }) => status !== 'dormant')
    return {
      resources: running.map((session) => ({
        uri: address.replace('{name}', encodeURIComponent(session.name)),
        name: `${name} of ${session.name}`,
        mimeType,
      })),
    }
  }
  const template = new ResourceTemplate(address, { list })
  server.registerResource(
    name,
    template,
    { description, mimeType },
    async (uri, variables, extra): Promise<ReadResourceResult> => {
      const text = await read(decodeURIComponent(String(variables['name'])), contextOf(extra))
      if (E.isLeft(text)) throw new Error(explained(text.left))
      return { contents: [{ uri: uri.href, mimeType, text: text.right }] }
    },
  )
}

function textOf({ history = '', screen }: SessionText): string {
  const above = history === '' || history.endsWith('\n') ? history : `${history}\n`
  return above + screen.join('\n')
}
