import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import type { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { get, type IncomingMessage } from 'node:http'
import { IDLE_MS, MAX_PER_HOLDER } from '../../../../adapters/inbound/mcp/http-sessions.js'
import { eventually } from '../../../support/eventually.js'
import { passing } from '../../../support/passing.js'
import { openFakeHub, OPERATOR_TOKEN, type FakeHub } from '../../../support/fake-hub.js'
import { callTool, connectOverHttp } from '../../../support/mcp-client.js'

const FORBIDDEN = /^Forbidden\. The token|^the token does not have the permission for this operation$/
const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
}
const ACCEPT = { Accept: 'application/json, text/event-stream' }

interface Made {
  readonly id: string
  readonly secret: string
}

describe('/mcp of the hub', () => {
  let hub: FakeHub
  const clients: Client[] = []
  beforeEach(async () => {
    hub = await openFakeHub()
    for (const name of ['cc-shop', 'cc-docs']) hub.host.controls.startByHand(name)
  })
  afterEach(async () => {
    for (const client of clients.splice(0)) await client.close()
    await hub.close()
  })

  const made = async (scopes: ReadonlyArray<object>, more: object = {}): Promise<Made> =>
    (await hub.send('POST', '/api/tokens', { body: { label: 'Agent', scopes, ...more } })).json as Made

  async function connected(
    token: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly client: Client; readonly transport: StreamableHTTPClientTransport }> {
    const client = new Client({ name: 'test', version: '1' })
    clients.push(client)
    return {
      client,
      transport: await connectOverHttp(client, hub.url, { Authorization: `Bearer ${token}`, ...headers }),
    }
  }

  const begin = (headers: Readonly<Record<string, string>> = {}, token: string | null = OPERATOR_TOKEN) =>
    hub.send('POST', '/mcp', { body: INITIALIZE, token, headers: { ...ACCEPT, ...headers } })

  /** Status of a ping in the session. */
  const ping = async (session: string, token = OPERATOR_TOKEN): Promise<number> => {
    const headers = { ...ACCEPT, 'Mcp-Session-Id': session }
    const body = { jsonrpc: '2.0', id: 2, method: 'ping' }
    return (await hub.send('POST', '/mcp', { body, token, headers })).status
  }

  const sessionOf = async (token = OPERATOR_TOKEN): Promise<string> =>
    String((await begin({}, token)).headers['mcp-session-id'])

  /** Opens the stream of a session. */
  const stream = (session: string, token: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const headers = { Accept: 'text/event-stream', Authorization: `Bearer ${token}`, 'Mcp-Session-Id': session }
      get(`${hub.url}/mcp`, { headers, agent: false }, (response) => {
        response.on('error', () => undefined).resume()
        resolve(response)
      }).on('error', reject)
    })
  const ended = (response: IncomingMessage): Promise<void> =>
    eventually(() => {
      expect(response.closed).to.equal(true)
    })

  it('refuses a foreign host or origin, a missing or wrong token and other methods', async () => {
    const answers = await Promise.all([
      begin({ Host: 'evil.example.org' }),
      begin({ Origin: 'https://evil.example.org' }),
      begin({}, null),
      begin({}, 'wrong'),
      hub.send('PUT', '/mcp', { body: {} }),
      hub.send('GET', '/mcp', { headers: ACCEPT }),
    ])
    expect(answers.map(({ status }) => status)).to.deep.equal([403, 403, 401, 401, 405, 404])
    expect(answers[4].headers.allow).to.equal('DELETE, GET, POST')
  })

  it('refuses what is no message of the protocol, or comes before the introduction', async () => {
    const post = async (body: string): Promise<number> => {
      const headers = { ...ACCEPT, Authorization: `Bearer ${OPERATOR_TOKEN}`, 'Content-Type': 'application/json' }
      return (await fetch(`${hub.url}/mcp`, { method: 'POST', headers, body })).status
    }
    const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' })
    const long = JSON.stringify({ ...INITIALIZE, more: 'x'.repeat(2_000_000) })
    expect([await post('{'), await post('[]'), await post(list), await post(long)]).to.deep.equal([400, 400, 400, 413])
  })

  it('gives each token just the rights of its scopes', async () => {
    const rightsOf = async (scopes: ReadonlyArray<object>): Promise<ReadonlyArray<boolean>> => {
      const { client } = await connected((await made(scopes)).secret)
      const calls: ReadonlyArray<readonly [string, Record<string, unknown>]> = [
        ['list_sessions', {}],
        ['start_session', { name: 'x', directory: '/work/x' }],
        ['read_session', { name: 'cc-shop' }],
        ['read_session', { name: 'cc-docs' }],
        ['prompt_session', { name: 'cc-shop', text: 'x' }],
        ['list_cards', {}],
        ['read_usage', {}],
        ['ask_approval', { tool_name: 'Bash', input: {} }],
      ]
      const answers: boolean[] = []
      for (const [tool, input] of calls) {
        const { text } = await passing(hub, callTool(client, tool, input))
        answers.push(!FORBIDDEN.test(text))
      }
      return answers
    }
    expect(await rightsOf([{ kind: 'view' }])).to.deep.equal([true, false, true, true, false, true, true, true])
    expect(await rightsOf([{ kind: 'approve' }])).to.deep.equal([false, false, false, false, false, false, false, true])
    expect(await rightsOf([{ kind: 'drive', sessions: ['cc-shop'] }])).to.deep.equal([
      true,
      false,
      true,
      false,
      true,
      false,
      false,
      true,
    ])
    expect(await rightsOf([{ kind: 'admin' }])).to.deep.equal([true, true, true, true, true, true, true, true])
  })

  it('takes the session that a hook would be taken to come from, by either header', async () => {
    const asksAs = async (headers: Readonly<Record<string, string>>): Promise<boolean> => {
      const { client } = await connected(OPERATOR_TOKEN, headers)
      const { text } = await passing(hub, callTool(client, 'ask_approval', { tool_name: 'Bash', input: {} }))
      return !text.includes('no session of the hub')
    }
    expect(await asksAs({ 'X-Penates-Session': 'cc-shop' })).to.equal(true)
    expect(await asksAs({ 'X-CC-Hub-Session': 'cc-shop' })).to.equal(true)
    expect(await asksAs({ 'X-Penates-Session': 'a:b' })).to.equal(false)
    expect(await asksAs({})).to.equal(false)
  })

  it('shows a session to the token that began it, and to no other', async () => {
    const { secret } = await made([{ kind: 'view' }])
    const session = await sessionOf()
    expect([await ping(session), await ping(session, secret), await ping('none')]).to.deep.equal([200, 404, 404])
  })

  it('ends a session that the client deletes', async () => {
    const session = await sessionOf()
    const { status } = await hub.send('DELETE', '/mcp', { headers: { ...ACCEPT, 'Mcp-Session-Id': session } })
    expect([status, await ping(session)]).to.deep.equal([200, 404])
  })

  it('ends a session that is not used, and keeps one with an open stream', async () => {
    const [unused, streaming] = [await sessionOf(), await sessionOf()]
    const response = await stream(streaming, OPERATOR_TOKEN)
    hub.clock.advance(IDLE_MS)
    await eventually(async () => {
      expect(await ping(unused)).to.equal(404)
    })
    expect(await ping(streaming)).to.equal(200)
    response.destroy()
  })

  it('bounds the sessions of a token: another one ends that which was not used for longest', async () => {
    const all: string[] = []
    for (let count = 0; count < MAX_PER_HOLDER; count += 1) all.push(await sessionOf())
    const [first = '', second = ''] = all
    await ping(first)
    await sessionOf()
    expect([await ping(first), await ping(second)]).to.deep.equal([200, 404])
  })

  it('ends streams and waiting calls of a token that is revoked', async () => {
    const { id, secret } = await made([{ kind: 'view' }])
    const session = await sessionOf(secret)
    const response = await stream(session, secret)
    const { client, transport } = await connected(secret)
    let errors = 0
    transport.onerror = () => (errors += 1)
    const waiting = callTool(client, 'wait_for_session', { name: 'cc-shop', state: 'ended', seconds: 600 }).then(
      () => 'answered',
      () => 'refused',
    )
    await eventually(() => {
      expect(hub.logLines.join('\n')).to.contain('POST /mcp')
    })
    await hub.send('DELETE', `/api/tokens/${id}`)
    await ended(response)
    expect([await ping(session, secret), (await begin({}, secret)).status]).to.deep.equal([401, 401])
    await client.close()
    expect(await waiting).to.equal('refused')
  })

  it('ends a stream when its token expires', async () => {
    const expiresAt = new Date(hub.clock.now() + 60_000).toISOString()
    const { secret } = await made([{ kind: 'view' }], { expiresAt })
    const session = await sessionOf(secret)
    const response = await stream(session, secret)
    hub.clock.advance(60_000)
    await ended(response)
    expect(await ping(session, secret)).to.equal(401)
  })

  it('ends the stream of a session token whose session has gone', async () => {
    const token = await hub.tokenOf('cc-shop')
    const response = await stream(await sessionOf(token), token)
    await hub.send('DELETE', '/api/sessions/cc-shop?keep=1')
    hub.clock.advance(IDLE_MS)
    await ended(response)
  })

  it('calls tools as the client that asked: audit lines carry its address, agent and token', async () => {
    const { id, secret } = await made([{ kind: 'admin' }])
    const { client } = await connected(secret)
    await callTool(client, 'start_session', { name: 'new', directory: '/work/new' })
    const line = hub.audit.entries.find(({ event }) => event === 'session.create')
    expect(line?.caller).to.include({ ip: '127.0.0.1', token: id })
  })
})
