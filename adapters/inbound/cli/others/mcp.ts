import { once } from 'node:events'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { MCP } from '../descriptions/others.js'
import { EXIT } from '../exit-codes.js'

/** `penates mcp`. */
export const serveMcp: Run<typeof MCP, HubContext> = async ({ options }, context) => {
  const modules = await load()
  if (modules === null)
    return context.fail({
      problem: 'the packages of the Model Context Protocol are not installed',
      mend: 'Install them beside penates: npm install @modelcontextprotocol/sdk zod',
    })
  const { mcpServer, StdioServerTransport } = modules
  const session = options.session ?? context.environment['PENATES_SESSION'] ?? ''
  // stdout belongs to the protocol; remarks are dropped with it.
  const server = mcpServer(context.version, ({ signal }) => ({
    hub: context.hub,
    note: () => undefined,
    session: session === '' ? null : session,
    signal,
  }))
  const { input, output } = context.streams
  await server.connect(new StdioServerTransport(input, output))
  // A client ends the server by closing its input. Specification 2025-06-18, lifecycle, shutdown.
  await Promise.race([once(input, 'end'), once(output, 'close'), context.stopAsked()])
  await server.close()
  return EXIT.ok
}

/** The packages are optional. */
async function load() {
  try {
    const [{ mcpServer }, { StdioServerTransport }] = await Promise.all([
      import('../../mcp/server.js'),
      import('@modelcontextprotocol/sdk/server/stdio.js'),
    ])
    return { mcpServer, StdioServerTransport }
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') return null
    throw thrown
  }
}
