import { hubOfEachTest } from '../../../../support/fake-hub.js'
import { DEFAULT_DIRECTORY } from '../../../../support/memory-tools.js'

describe('the iOS simulator over HTTP', () => {
  const hub = hubOfEachTest()

  const ask = async (method: string, path: string, json?: unknown) => {
    const answer = await hub.send(method, path, json === undefined ? {} : { body: json })
    return [answer.status, answer.json]
  }
  const control = (action: unknown) => ask('POST', '/api/mata/control', { action })
  const status = () => ask('GET', '/api/mata/status')

  it('is absent and quiet where it is not installed', async () => {
    expect(await status()).to.deep.equal([200, { installed: false, running: false, portOpen: false }])
    expect(hub.simulator.looks()).to.equal(0)
    expect(await control('start')).to.deep.equal([409, { error: 'mata not installed' }])
    expect(await control('erase')).to.deep.equal([400, { error: 'invalid action' }])
    expect(await ask('POST', '/api/mata/control', {})).to.deep.equal([400, { error: 'invalid action' }])
  })

  it('starts, stops, and says at once what came of it; otherwise one look does for five seconds', async () => {
    hub.simulator.install()
    const stopped = { installed: true, running: false, pid: null, version: null, startedAt: null, portOpen: false }
    expect(await status()).to.deep.equal([200, stopped])
    await Promise.all([status(), status()])
    expect(hub.simulator.looks()).to.equal(1)
    expect(await control('start')).to.deep.equal([200, { ok: true }])
    expect((await status())[1]).to.deep.include({ running: true, pid: 4711, portOpen: true })
    hub.simulator.breakDown()
    expect(await control('stop')).to.deep.equal([502, { error: 'mata control failed', message: 'exit code 1' }])
    hub.clock.advance(5_000)
    await status()
    expect(hub.simulator.looks()).to.equal(3)
  })

  it('puts a picture where the session can read it', async () => {
    hub.host.controls.startByHand('cc-shop', DEFAULT_DIRECTORY)
    hub.sessionImages.addFolder(DEFAULT_DIRECTORY)
    const capture = (name = 'cc-shop') => ask('POST', `/api/sessions/${name}/mata-capture`)
    expect(await capture('cc-none')).to.deep.equal([404, { error: 'Session cwd not found' }])
    expect(await capture()).to.deep.equal([409, { error: 'mata not installed' }])
    hub.simulator.install()
    expect(await capture()).to.deep.equal([502, { error: 'mata capture failed' }])
    await control('start')
    hub.simulator.shows({ bytes: Uint8Array.from([0xff, 0xd8]), kind: 'jpg' })
    const [code, body] = await capture()
    expect(code).to.equal(200)
    expect((body as { rel: string }).rel).to.match(/^\.penates-images\/[\d-]+\.jpg$/)
  })
})
