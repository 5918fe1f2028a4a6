import { projectsEndpoint } from '../../../../adapters/inbound/ws/projects.endpoint.js'
import { makeProjectEvents, type ProjectEvents } from '../../../../application/projects/change-projects.js'
import { THE_HUB, type Caller } from '../../../../application/shared/audit-log.port.js'
import { eventually } from '../../../support/eventually.js'
import { serveSockets, type LoopbackSockets, type SocketClient } from '../../../support/loopback-sockets.js'

const HELLO = '{"type":"hello"}'

describe('projects endpoint', () => {
  let events: ProjectEvents
  let sockets: LoopbackSockets
  beforeEach(async () => {
    events = makeProjectEvents()
    sockets = await serveSockets<Caller>({
      admit: () => Promise.resolve({ _tag: 'proceed', caller: THE_HUB }),
      endpoints: [projectsEndpoint(events)],
    })
  })
  afterEach(() => sockets.close())

  async function listener(): Promise<SocketClient> {
    const client = sockets.client('/api/projects/events')
    await eventually(() => {
      expect(client.texts).to.deep.equal([HELLO])
    })
    return client
  }

  it('is pinged every 30 s', () => {
    expect(projectsEndpoint(events).pingEveryMs).to.equal(30_000)
  })

  it('says hello and then every change to every client, counted for each project', async () => {
    events.tell('before', null)
    const clients = [await listener(), await listener()]
    clients[0]?.send({ type: 'anything' })
    events.tell('shop', null)
    events.tell('Notes App', 'tab-1')
    events.tell('shop', null)
    for (const { texts } of clients)
      await eventually(() => {
        expect(texts).to.deep.equal([
          HELLO,
          '{"type":"project-changed","id":"shop","seq":1}',
          '{"type":"project-changed","id":"Notes App","seq":1,"origin":"tab-1"}',
          '{"type":"project-changed","id":"shop","seq":2}',
        ])
      })
  })
})
