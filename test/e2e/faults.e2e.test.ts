import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { once } from 'node:events'
import { eventually } from '../support/eventually.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'

/** Loaded into the hub before it starts: each signal throws in a timer and leaves a rejected promise, as a library might. */
const PRELOAD = `
process.on('SIGUSR2', () => {
  for (let count = 0; count < Number(process.env.FAULTS); count += 1) setTimeout(() => { throw new Error('from a timer') }, 1)
  Promise.reject(new Error('from a promise'))
})
`

describe('a hub with errors that no guard catches', function () {
  this.timeout(60_000)
  let place: HubPlace
  beforeEach(async () => {
    place = await hubPlace()
    await writeFile(join(place.home, 'preload.mjs'), PRELOAD)
  })
  afterEach(() => place.close())

  const start = (faults: number): Promise<HubProcess> =>
    place.start({ NODE_OPTIONS: `--import=${join(place.home, 'preload.mjs')}`, FAULTS: String(faults) })

  it('goes on, and tells of them in its log and its figures', async () => {
    const hub = await start(1)
    hub.process.kill('SIGUSR2')
    await eventually(async () => {
      const { body } = await hub.call('GET', '/api/server/status')
      const { faults } = body as { faults: { part: string; count: number }[] }
      expect(faults.map(({ part, count }) => `${part} ${String(count)}`)).to.have.members([
        'uncaught exception 1',
        'unhandled rejection 1',
      ])
    })
    await eventually(() => {
      expect(hub.output()).to.include('from a timer').and.to.include('from a promise')
    })
    expect(
      (await hub.call('POST', '/api/sessions', { name: 'after', directory: place.home, shell: true })).status,
    ).to.equal(201)
    expect(await hub.end('SIGTERM')).to.equal(0)
  })

  it('writes its state and ends with 70 when they do not stop, so that it is started again', async () => {
    const hub = await start(30)
    await hub.call('POST', '/api/sessions', { name: 'kept', directory: place.home, shell: true })
    const ended = once(hub.process, 'exit')
    hub.process.kill('SIGUSR2')
    expect((await ended)[0]).to.equal(70)
    await eventually(() => {
      expect(hub.output()).to.include('cannot be trusted')
    })
    const next = await start(0)
    const { body } = await next.call('GET', '/api/sessions')
    expect((body as { name: string; status: string }[]).map(({ name, status }) => [name, status])).to.deep.equal([
      ['cc-kept', 'running'],
    ])
  })

  it('lives on when nothing reads what it prints any more', async () => {
    const hub = await start(0)
    hub.process.stdout?.destroy()
    hub.process.stderr?.destroy()
    for (let count = 0; count < 20; count += 1) await hub.call('GET', '/api/sessions')
    await hub.call('POST', '/api/sessions', { name: 'quiet', directory: place.home, shell: true })
    await eventually(async () => {
      expect((await hub.call('GET', '/api/server/logs?lines=1')).status).to.equal(200)
    })
    expect(hub.process.exitCode).to.equal(null)
  })
})
