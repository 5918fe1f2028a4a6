import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { expect } from 'chai'
import { cliEnvironment, PROGRAM } from '../support/cli-process.js'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'

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

  it('lets a client start, prompt and read a session on real tmux, and ends with its input', async () => {
    const { client, transport } = await connected('--hub', hub.url, '--token', hub.token)
    const call = (name: string, input: Record<string, unknown>) => client.callTool({ name, arguments: input })
    await call('start_session', { name: 'shop', directory: place.home })
    const sent = await call('prompt_session', { name: 'cc-shop', text: 'echo answer-$((40 + 2))' })
    expect(JSON.stringify(sent.content)).to.contain('delivered')
    await eventually(async () => {
      expect(JSON.stringify(await call('read_session', { name: 'cc-shop' }))).to.contain('answer-42')
    })
    const { pid } = transport
    await client.close()
    await eventually(() => {
      expect(() => process.kill(pid ?? 0, 0)).to.throw()
    })
  })

  it('says which rights the token lacks', async () => {
    const { client } = await connected('--hub', hub.url, '--token', 'wrong-token-of-a-stranger')
    const answer = await client.callTool({ name: 'list_sessions', arguments: {} })
    expect(answer.isError).to.equal(true)
    expect(JSON.stringify(answer.content)).to.match(/token is not valid/)
    await client.close()
  })
})
