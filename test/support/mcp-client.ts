import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'

/** Connects a client to `/mcp` of a hub. */
export async function connectOverHttp(
  client: Client,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<StreamableHTTPClientTransport> {
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } })
  await client.connect(transport)
  return transport
}

/** Text of a tool's result. */
export async function callTool(
  client: Client,
  name: string,
  input: Record<string, unknown> = {},
): Promise<{ readonly isError: boolean; readonly text: string }> {
  const { isError, content } = (await client.callTool({ name, arguments: input })) as CallToolResult
  const [first] = content
  return { isError: isError === true, text: first?.type === 'text' ? first.text : '' }
}
