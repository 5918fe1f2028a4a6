import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FILES_REMOVED } from '../../infrastructure/files/intact-disk.js'
import { eventually } from '../support/eventually.js'
import { hubPlace, type Answer, type HubPlace } from '../support/hub-process.js'

const MAIN = fileURLToPath(new URL('../../program/main.cjs', import.meta.url))

interface Ran {
  readonly code: number
  readonly out: string
}

describe('the state folder of a real hub', function () {
  this.timeout(60_000)
  let place: HubPlace
  beforeEach(async () => {
    place = await hubPlace()
  })
  afterEach(() => place.close())

  const file = (name: string): string => join(place.state, name)
  const penates = (...args: ReadonlyArray<string>): Promise<Ran> =>
    new Promise((resolve) => {
      const env = { ...process.env, HOME: place.home, PENATES_HOME: place.state, PORT: '0' }
      execFile(process.execPath, [MAIN, ...args], { env, cwd: place.home }, (error, stdout) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: stdout })
      })
    })
  const names = ({ body }: Answer): ReadonlyArray<string> =>
    (body as ReadonlyArray<{ readonly name: string }>).map(({ name }) => name)
  const kept = async (): Promise<ReadonlyArray<string>> =>
    (await readdir(place.state)).filter((name) => name.includes('.corrupt-'))

  const prepare = async (): Promise<void> => {
    const hub = await place.start()
    for (const name of ['a', 'b']) {
      const { status } = await hub.call('POST', '/api/sessions', { name, directory: place.home, shell: true })
      expect(status).to.equal(201)
    }
    for (const name of ['a', 'b']) await hub.call('DELETE', `/api/sessions/cc-${name}?keep=1`)
    await hub.end('SIGKILL')
  }

  for (const [what, length] of [
    ['empty', 0],
    ['cut short', 40],
  ] as const) {
    it(`is mended from the last good copy when its list of sessions is ${what}`, async () => {
      await prepare()
      await truncate(file('known-sessions.json'), length)
      const sick = await penates('doctor', '--json')
      const hub = await place.start()
      expect(names(await hub.call('GET', '/api/sessions'))).to.deep.equal(['cc-a', 'cc-b'])
      await eventually(() => {
        expect(hub.output()).to.include('a state file could not be used')
      })
      const { stateFaults } = (await hub.call('GET', '/api/settings')).body as { stateFaults: ReadonlyArray<object> }
      expect(stateFaults).to.have.length(1)
      expect(stateFaults[0]).to.include({ file: file('known-sessions.json'), using: 'last-good-copy' })
      expect(sick.out).to.match(/"known-sessions.json",\s+"state": "warning"/)
      expect(await kept()).to.have.length(1)
      await hub.end('SIGKILL')
      expect(names(await (await place.start()).call('GET', '/api/sessions'))).to.deep.equal(['cc-a', 'cc-b'])
    })
  }

  it('is left alone where a newer version wrote it, and nothing is said to be done that is not', async () => {
    await mkdir(place.state)
    const text = '{"version":99,"sessions":{}}'
    await writeFile(file('known-sessions.json'), text)
    const hub = await place.start()
    await hub.call('POST', '/api/sessions', { name: 'a', directory: place.home, shell: true })
    expect((await hub.call('POST', '/api/sessions/cc-a/adopt')).status).to.be.greaterThanOrEqual(500)
    await eventually(() => {
      expect(hub.output()).to.include('newer')
    })
    await hub.end('SIGTERM')
    expect([await readFile(file('known-sessions.json'), 'utf8'), await kept()]).to.deep.equal([text, []])
  })

  it('starts without push where a newer version wrote the keys of push, and reports both', async () => {
    await mkdir(place.state)
    const text = '{"version":99,"pair":{}}'
    await writeFile(file('vapid-keys.json'), text)
    const hub = await place.start({ VAPID_SUBJECT: 'mailto:someone@example.com' })
    const { features, stateFaults } = (await hub.call('GET', '/api/settings')).body as {
      features: { readonly push: object }
      stateFaults: ReadonlyArray<object>
    }
    await eventually(() => {
      expect(hub.output()).to.include('push is off: its keys cannot be used')
    })
    expect([features.push, await readFile(file('vapid-keys.json'), 'utf8')]).to.deep.equal([
      { configured: false },
      text,
    ])
    expect(stateFaults[0]).to.include({ file: file('vapid-keys.json'), reason: 'newer', using: 'refused' })
  })

  it('has one hub, which refuses changes until it is started again, when its lock file was removed', async () => {
    const hub = await place.start()
    await rm(file('hub.lock'))
    const { code, output } = await place.fail()
    expect([code, output.includes(place.state)]).to.deep.equal([1, true])
    const spec = { name: 'a', directory: place.home, shell: true }
    const { status, body } = await hub.call('POST', '/api/sessions', spec)
    expect([status, JSON.stringify(body).includes(FILES_REMOVED)]).to.deep.equal([500, true])
    await hub.end('SIGKILL')
    const next = await place.start()
    expect((await next.call('POST', '/api/sessions', spec)).status).to.equal(201)
    expect(names(await next.call('GET', '/api/sessions'))).to.deep.equal(['cc-a'])
  })

  it('is refused, with what to do, when it is no folder', async () => {
    await writeFile(place.state, '')
    const { code, output } = await place.fail()
    const { code: ill } = await penates('doctor')
    expect([code, ill, output.includes(place.state)]).to.deep.equal([1, 1, true])
  })

  it('gives the port another try: a taken one ends the start with the mend, and leaves the folder free', async () => {
    const taker = createServer()
    taker.listen(0, '127.0.0.1')
    await once(taker, 'listening')
    const PORT = String((taker.address() as AddressInfo).port)
    const { code, output } = await place.fail({ PORT })
    taker.close()
    expect([code, output.includes(`port ${PORT}`), output.includes('Set PORT')]).to.deep.equal([1, true, true])
    expect((await place.start({ PORT })).url).to.equal(`http://127.0.0.1:${PORT}`)
  })

  it('names every fault of the environment and starts nothing', async () => {
    const { code, output } = await place.fail({ PORT: 'x', HOST: '0.0.0.0', AUTH_TOKEN: 'a b' })
    expect([code, /PORT must/.test(output), /AUTH_TOKEN may/.test(output)]).to.deep.equal([1, true, true])
    const open = await place.fail({ HOST: '0.0.0.0', AUTH_TOKEN: '' })
    expect([open.code, /AUTH_TOKEN may not be empty/.test(open.output)]).to.deep.equal([1, true])
  })

  it('does not start on a certificate that cannot be used, and says what is needed', async () => {
    const { code, output } = await place.fail({ TLS_KEY_FILE: '/missing/key.pem', TLS_CERT_FILE: '/missing/cert.pem' })
    expect([code, /key file \/missing\/key.pem cannot be read/.test(output), /both PEM/.test(output)]).to.deep.equal([
      1,
      true,
      true,
    ])
  })

  it('holds a token that can be rotated under a running hub', async () => {
    const hub = await place.start()
    const shown = await penates('token')
    const { code, out } = await penates('token', 'rotate')
    const as = async (token: string): Promise<number> =>
      (await hub.call('GET', '/api/sessions', undefined, { Authorization: `Bearer ${token}` })).status
    expect([shown.out.trim(), code]).to.deep.equal([hub.token, 0])
    await eventually(async () => {
      expect([await as(out.trim()), await as(hub.token)]).to.deep.equal([200, 401])
    })
    expect((await penates('token', '--link')).out).to.equal(`${hub.url}/#token=${out.trim()}\n`)
  })

  it('is found well by doctor, before the first start and while a hub runs', async () => {
    const before = await penates('doctor')
    const hub = await place.start()
    const during = await penates('doctor')
    expect([before.code, during.code, during.out.includes(hub.url)]).to.deep.equal([0, 0, true])
  })
})
