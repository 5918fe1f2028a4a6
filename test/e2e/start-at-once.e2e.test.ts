import { once } from 'node:events'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'
import { terminalClient } from '../support/terminal-client.js'

interface Settled {
  readonly type: string
  readonly name: string
  readonly failure: { readonly exitCode: number | null; readonly lastLines: ReadonlyArray<string> } | null
}

/** Time that a program must live to count as started. */
const LIVES_MS = 1_500

describe('a session whose start is answered as soon as tmux runs it', function () {
  this.timeout(60_000)
  let place: HubPlace
  let hub: HubProcess
  const settled: Settled[] = []
  beforeEach(async () => {
    settled.length = 0
    place = await hubPlace()
    hub = await place.start()
    const events = hub.socket('/api/notifications/events')
    events.on('message', (raw: Buffer) => {
      const event = JSON.parse(raw.toString()) as Settled
      if (event.type === 'session-start-settled') settled.push(event)
    })
    await once(events, 'open')
  })
  afterEach(() => place.close())

  const start = async (body: object) => {
    const began = performance.now()
    const { status, body: started } = await hub.call('POST', '/api/sessions', body, { Prefer: 'respond-async' })
    return {
      status,
      started: started as { readonly name: string; readonly path: string },
      ms: performance.now() - began,
    }
  }

  it('takes keys before it counts as started', async () => {
    const { status, started, ms } = await start({ name: 'a', directory: place.home, shell: true })
    expect([status, started.name, started.path]).to.deep.equal([202, 'cc-a', place.home])
    expect(ms).to.be.below(LIVES_MS)
    const terminal = await terminalClient(hub.socket('/api/terminal/cc-a'))
    terminal.type('echo it-$((40 + 2))\r')
    await terminal.shows('it-42')
    await eventually(() => void expect(settled[0]).to.deep.include({ name: 'cc-a', failure: null }), 10_000)
  })

  it('tells exit code and last lines of a program that ends in its first seconds, and leaves nothing behind', async () => {
    await start({ name: 'keep', directory: place.home, shell: true })
    const command = `sh -c 'echo first; echo last words; sleep 0.5; exit 3'`
    const { status } = await start({ name: 'b', directory: place.home, command })
    expect(status).to.equal(202)
    await eventually(() => {
      expect(settled.find(({ name }) => name === 'cc-b')?.failure).to.deep.include({
        exitCode: 3,
        lastLines: ['first', 'last words'],
      })
    }, 10_000)
    const { body } = await hub.call('GET', '/api/sessions')
    expect((body as { readonly name: string }[]).map(({ name }) => name)).to.deep.equal(['cc-keep'])
  })
})
