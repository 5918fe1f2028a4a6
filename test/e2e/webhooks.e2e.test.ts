import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'
import { targetServer, type TargetServer } from '../support/target-server.js'

interface Webhooks {
  readonly webhooks: ReadonlyArray<{
    readonly waiting: number
    readonly failures: number
    readonly disabled: { readonly reason: string } | null
    readonly deliveries: ReadonlyArray<{ readonly delivered: boolean; readonly kind: string }>
  }>
}

describe('webhooks of the program', function () {
  this.timeout(120_000)
  let place: HubPlace
  let server: TargetServer
  beforeEach(async () => {
    place = await hubPlace()
    server = await targetServer()
  })
  afterEach(async () => {
    await place.close()
    await server.close()
  })

  const add = async (hub: HubProcess): Promise<void> => {
    const target = { kind: 'webhook', label: 'Pager', url: `${server.url}/hook`, allowsPrivate: true }
    const { status } = await hub.call('POST', '/api/webhooks', { ...target, events: ['card.done'] })
    expect(status).to.equal(201)
  }
  const finishCard = async (hub: HubProcess, title: string): Promise<void> => {
    const { body } = await hub.call('POST', '/api/board/cards', {
      ...{ projectId: 'shop', title, allowUnknownProject: true },
    })
    const { id } = body as { readonly id: string }
    expect((await hub.call('PATCH', `/api/board/cards/${id}`, { stage: 'done' })).status).to.equal(200)
  }
  const listed = async (hub: HubProcess) => ((await hub.call('GET', '/api/webhooks')).body as Webhooks).webhooks[0]
  const receivedBy = (count: number): Promise<void> =>
    eventually(() => {
      expect(server.received.length).to.be.at.least(count)
    })

  it('sends a message again, with the same id, when the hub was killed before the answer', async () => {
    server.answerWith(() => undefined)
    const first = await place.start()
    await add(first)
    await finishCard(first, 'Buttons')
    await receivedBy(1)
    await first.end('SIGKILL')

    server.answerWith((response) => response.writeHead(204).end())
    const second = await place.start()
    await receivedBy(2)
    await eventually(async () => {
      expect(await listed(second)).to.deep.include({ waiting: 0, failures: 0 })
    })
    const ids = server.received.map(({ headers }) => headers['webhook-id'])
    expect([ids.length, new Set(ids).size]).to.deep.equal([2, 1])
    expect(JSON.parse(server.received[1]?.body ?? '')).to.deep.include({ type: 'card.done', title: 'Buttons — Done' })
  })

  it('sends no delivered message again after a kill, and stays off for a target that is gone', async () => {
    const first = await place.start()
    await add(first)
    await finishCard(first, 'One')
    await eventually(async () => {
      expect((await listed(first))?.deliveries[0]?.delivered).to.equal(true)
    })
    server.answerWith((response) => response.writeHead(410).end())
    await finishCard(first, 'Two')
    await eventually(async () => {
      expect((await listed(first))?.disabled?.reason).to.equal('gone')
    })
    await first.end('SIGKILL')

    const second = await place.start()
    await finishCard(second, 'Three')
    expect(await listed(second)).to.deep.include({ waiting: 0 })
    expect((await listed(second))?.disabled?.reason).to.equal('gone')
    expect(server.received.map(({ body }) => (JSON.parse(body) as { title: string }).title)).to.deep.equal([
      'One — Done',
      'Two — Done',
    ])
  })
})
