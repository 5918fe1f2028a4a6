import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { cliEnvironment, PROGRAM } from '../support/cli-process.js'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'
import { callTool, connectOverHttp } from '../support/mcp-client.js'

describe('penates mcp', function () {
  this.timeout(60_000)
  let place: HubPlace
  let hub: HubProcess
  before(async () => {
    place = await hubPlace()
    hub = await place.start()
  })
  after(() => place.close())

  async function connected(...args: ReadonlyArray<string>) {
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [PROGRAM, 'mcp', ...args],
      cwd: place.home,
      env: cliEnvironment(place) as Record<string, string>,
      stderr: 'ignore',
    })
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(transport)
    return { client, transport }
  }

  /** Starts a session, types into its shell and reads the answer. */
  async function drive(client: Client, name: string): Promise<void> {
    await callTool(client, 'start_session', { name, directory: place.home })
    const session = `cc-${name}`
    const sent = await callTool(client, 'prompt_session', { name: session, text: 'echo answer-$((40 + 2))' })
    expect(sent.text).to.contain('delivered')
    await eventually(async () => {
      expect((await callTool(client, 'read_session', { name: session })).text).to.contain('answer-42')
    })
  }

  it('lets a client start, prompt and read a session on real tmux, and ends with its input', async () => {
    const { client, transport } = await connected('--hub', hub.url, '--token', hub.token)
    await drive(client, 'shop')
    const { pid } = transport
    await client.close()
    await eventually(() => {
      expect(() => process.kill(pid ?? 0, 0)).to.throw()
    })
  })

  it('does the same over HTTP, with the rights of a named token', async () => {
    const headersOf = async (...scopes: ReadonlyArray<object>) => {
      const { body } = await hub.call('POST', '/api/tokens', { label: 'Agent', scopes })
      return { Authorization: `Bearer ${(body as { secret: string }).secret}` }
    }
    const [driver, reader] = [new Client({ name: 'test', version: '1' }), new Client({ name: 'test', version: '1' })]
    await connectOverHttp(driver, hub.url, await headersOf({ kind: 'admin' }))
    await drive(driver, 'docs')
    await connectOverHttp(reader, hub.url, await headersOf({ kind: 'view' }))
    expect((await callTool(reader, 'read_session', { name: 'cc-docs' })).text).to.contain('answer-42')
    expect(await callTool(reader, 'prompt_session', { name: 'cc-docs', text: 'exit' })).to.deep.include({
      isError: true,
    })
    const ended = callTool(reader, 'wait_for_session', { name: 'cc-docs', state: 'ended', seconds: 30 })
    await hub.call('DELETE', '/api/sessions/cc-docs?keep=1')
    expect((await ended).text).to.contain('ended')
    await Promise.all([driver.close(), reader.close()])
  })

  it('says which rights the token lacks', async () => {
    const { client } = await connected('--hub', hub.url, '--token', 'wrong-token-of-a-stranger')
    const answer = await client.callTool({ name: 'list_sessions', arguments: {} })
    expect(answer.isError).to.equal(true)
    expect(JSON.stringify(answer.content)).to.match(/token is not valid/)
    await client.close()
  })
})
