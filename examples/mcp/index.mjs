// A client of the Model Context Protocol: lists the tools that the token may use, and the sessions.
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'

const { HUB_URL = 'http://127.0.0.1:3333', HUB_TOKEN = '' } = process.env
const client = new Client({ name: 'example', version: '1.0.0' })
const requestInit = { headers: { Authorization: `Bearer ${HUB_TOKEN}` } }
await client.connect(new StreamableHTTPClientTransport(new URL(`${HUB_URL}/mcp`), { requestInit }))
const { tools } = await client.listTools()
console.log(tools.map(({ name }) => name).join(' '))
const { content } = await client.callTool({ name: 'list_sessions', arguments: {} })
console.log(content[0].text)
await client.close()
