import * as E from 'fp-ts/lib/Either.js'
import { WebSocket } from 'ws'
import { HUB_CHANNELS } from '../../../../adapters/inbound/ws/hub.channels.js'
import { type FakeHub, hubOfSuite, OPERATOR_TOKEN } from '../../../support/fake-hub.js'
import { right } from '../../../support/results.js'

type Way = keyof typeof HUB_CHANNELS | 'event stream' | 'mcp'
type Entry = 'admitted' | 'forbidden' | 'unknown'

const SOCKETS = Object.keys(HUB_CHANNELS) as ReadonlyArray<keyof typeof HUB_CHANNELS>
const WAYS: ReadonlyArray<Way> = [...SOCKETS, 'event stream', 'mcp']

interface Holder {
  readonly name: string
  readonly tokenOn: (hub: FakeHub) => Promise<string | null> | string | null
  /** Ways that admit the token; all others forbid it, or do not recognise it when `isUnknown`. */
  readonly admitted: ReadonlyArray<Way>
  readonly isUnknown?: true
}

const named = (name: string, scope: object, admitted: ReadonlyArray<Way>): Holder => ({
  name,
  admitted,
  tokenOn: async (hub) => {
    const { json } = await hub.send('POST', '/api/tokens', { body: { label: 'Agent', scopes: [scope] } })
    return (json as { secret: string }).secret
  },
})

const HOLDERS: ReadonlyArray<Holder> = [
  { name: 'the operator', tokenOn: () => OPERATOR_TOKEN, admitted: WAYS },
  named('view', { kind: 'view' }, ['files', 'notifications', 'projects', 'terminal', 'event stream', 'mcp']),
  named('admin', { kind: 'admin' }, ['files', 'notifications', 'projects', 'terminal', 'event stream', 'mcp']),
  named('approve', { kind: 'approve' }, ['mcp']),
  named('drive of the session', { kind: 'drive', sessions: ['cc-x'] }, ['terminal', 'mcp']),
  named('drive of another session', { kind: 'drive', sessions: ['cc-other'] }, ['mcp']),
  named('board of a project', { kind: 'board', projectId: 'x' }, ['mcp']),
  { name: 'a session', tokenOn: (hub) => hub.tokenOf('cc-x'), admitted: ['mcp'] },
  { name: 'a caller without a token', tokenOn: () => null, admitted: [], isUnknown: true },
  { name: 'a caller with a wrong token', tokenOn: () => 'wrong', admitted: [], isUnknown: true },
]

const INITIALIZE = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
}

describe('sockets and streams by token', () => {
  const hub = hubOfSuite()
  before(async () => {
    for (const name of ['cc-x', 'cc-other']) hub.host.controls.startByHand(name)
    const projects = [{ id: 'x', displayName: 'x', path: '/work/x', pinned: false }]
    right(await hub.projectStore.update(() => E.right({ projects, hidden: [] }))())
  })

  /** Resolves when the hub answers a ping, which it does on admitted sockets only, or with the code of the close frame. */
  const openSocket = (path: string, token: string | null): Promise<Entry | number> =>
    new Promise((resolve, reject) => {
      const url = hub.url.replace('http', 'ws') + path.replace(':name', 'cc-x')
      const socket = new WebSocket(url, token === null ? [] : [`bearer.${token}`])
      socket.on('open', () => {
        socket.ping()
      })
      socket.on('pong', () => {
        resolve('admitted')
        socket.terminate()
      })
      socket.on('close', (code) => {
        resolve(code === 4003 ? 'forbidden' : code === 4001 ? 'unknown' : code)
      })
      socket.on('error', reject)
    })

  const entryOf = (status: number): Entry | number =>
    status === 200 ? 'admitted' : status === 403 ? 'forbidden' : status === 401 ? 'unknown' : status

  async function tryWay(way: Way, token: string | null): Promise<Entry | number> {
    if (way === 'event stream') return entryOf((await hub.send('GET', '/api/events', { token })).status)
    if (way !== 'mcp') return openSocket(HUB_CHANNELS[way].path, token)
    const headers = { Accept: 'application/json, text/event-stream' }
    return entryOf((await hub.send('POST', '/mcp', { token, headers, body: INITIALIZE })).status)
  }

  for (const { name, tokenOn, admitted, isUnknown } of HOLDERS)
    for (const way of WAYS) {
      const expected = admitted.includes(way) ? 'admitted' : isUnknown === true ? 'unknown' : 'forbidden'
      it(`${name}: ${way} ${expected}`, async () => {
        hub.clock.advance(60_000)
        expect(await tryWay(way, await tokenOn(hub))).to.equal(expected)
      })
    }

  it('lead to no path that is not described', async () => {
    const refused = await openSocket('/api/none', OPERATOR_TOKEN).catch((error: unknown) => String(error))
    expect(refused).to.match(/404/)
  })
})
